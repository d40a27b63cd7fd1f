"""Questions of one line that rows, timers and files need: what is asked, its preview, and what the answer does."""
