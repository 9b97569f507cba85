"""The line drawings that book and exercises share, as what stands inside an SVG of 24 by 24."""

ICONS = {
    "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "close": '<path d="m6 6 12 12M18 6 6 18"/>',
    "search": '<circle cx="11" cy="11" r="6"/><path d="m20 20-4.6-4.6"/>',
    "theme": '<circle cx="12" cy="12" r="8"/><path d="M12 4a8 8 0 0 1 0 16z" fill="currentColor" stroke="none"/>',
    "check": '<path d="m5 12.5 4.5 4.5L19 7.5"/>',
    "stop": '<path d="M6 12h12"/>',
    "down": '<path d="m6 9 6 6 6-6"/>',
    "next": '<path d="M4 12h15m-6-6 6 6-6 6"/>',
    "prev": '<path d="M20 12H5m6-6-6 6 6 6"/>',
    "device": '<rect x="6" y="3" width="12" height="18" rx="2.5"/><path d="M10.5 17.8h3"/>',
}
