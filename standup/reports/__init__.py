"""The weekly summary as data, and its renderers; `render.render` is the one way in."""
