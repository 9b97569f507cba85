"""Nothing to choose from: figures are shown in the page."""

backend2gui = {}
