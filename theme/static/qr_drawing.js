// Draws a QR code, for a card to print and for slides; uqr.js says which squares are dark.

const qrDrawing = {
  // Black squares on white as an SVG. rows: true where a square is dark. A code needs four squares of white around it.
  of(rows, label) {
    const size = rows.length + 8;
    const squares = rows.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x + 4} ${y + 4}h1v1h-1z` : ""))).join("");
    const words = label.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" role="img" aria-label="${words}" ` +
      `shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path fill="#000" d="${squares}"/></svg>`;
  },
};
