/** Colours by their part in a drawing, light and dark: a drawing has its own ground, so that it suits any page. */
const style = `
  .ground { fill: #ffffff; stroke: #d8dee4 }
  text { font: 13px system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; fill: #57606a }
  text.title { font-size: 16px; font-weight: 600; fill: #1f2328 }
  text.strong { font-weight: 600; fill: #1f2328 }
  text.small { font-size: 11.5px }
  text.one { fill: #0757b5 } text.two { fill: #b3541e } text.three { fill: #1a7f37 } text.bad { fill: #cf222e }
  .grid { stroke: #eaeef2; fill: none } .axis { stroke: #8c959f; fill: none }
  .line { fill: none; stroke-width: 2.2; stroke-linejoin: round; stroke-linecap: round } .dashed { stroke-dasharray: 5 4 }
  .one.line { stroke: #0969da } .two.line { stroke: #d4692a } .three.line { stroke: #2da44e }
  .bad.line { stroke: #cf222e } .plain.line { stroke: #57606a }
  .one.area { fill: #0969da } .two.area { fill: #d4692a } .three.area { fill: #2da44e } .bad.area { fill: #cf222e }
  .plain.area { fill: #afb8c1 } .soft { fill-opacity: 0.16 } .box { fill: #f6f8fa; stroke: #8c959f }
  @media (prefers-color-scheme: dark) {
    .ground { fill: #0d1117; stroke: #30363d }
    text { fill: #9198a1 } text.title, text.strong { fill: #f0f6fc }
    text.one { fill: #79b8ff } text.two { fill: #f0a070 } text.three { fill: #56d364 } text.bad { fill: #ff7b72 }
    .grid { stroke: #21262d } .axis { stroke: #6e7681 }
    .one.line { stroke: #58a6ff } .two.line { stroke: #f0883e } .three.line { stroke: #3fb950 }
    .bad.line { stroke: #ff7b72 } .plain.line { stroke: #9198a1 }
    .one.area { fill: #58a6ff } .two.area { fill: #f0883e } .three.area { fill: #3fb950 } .bad.area { fill: #ff7b72 }
    .plain.area { fill: #484f58 } .soft { fill-opacity: 0.24 } .box { fill: #161b22; stroke: #6e7681 }
  }`;

/** A place on the drawing, in its units: about a pixel each. */
export type Point = readonly [x: number, y: number];

const rounded = (value: number) => String(Math.round(value * 10) / 10);
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** A whole drawing 760 wide, with a title for the eye and a description for a screen reader. */
export function drawing(
  height: number,
  title: string,
  description: string,
  parts: readonly string[],
): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 ${height}" role="img" aria-labelledby="t d">
<title id="t">${escaped(title)}</title>
<desc id="d">${escaped(description)}</desc>
<style>${style}
</style>
<rect class="ground" x="0.5" y="0.5" width="759" height="${height - 1}" rx="8"/>
${text([24, 32], title, 'title')}
${parts.join('\n')}
</svg>
`;
}

export function text(
  [x, y]: Point,
  words: string,
  kind = '',
  anchor: 'start' | 'middle' | 'end' = 'start',
): string {
  const side = anchor === 'start' ? '' : ` text-anchor="${anchor}"`;
  return `<text class="${kind}" x="${rounded(x)}" y="${rounded(y)}"${side}>${escaped(words)}</text>`;
}

export function line(kind: string, points: readonly Point[]): string {
  return `<path class="${kind}" d="M${points.map(([x, y]) => `${rounded(x)} ${rounded(y)}`).join('L')}"/>`;
}

export function rect(kind: string, [x, y]: Point, width: number, height: number, radius = 3): string {
  const size = `width="${rounded(width)}" height="${rounded(height)}"`;
  return `<rect class="${kind}" x="${rounded(x)}" y="${rounded(y)}" ${size} rx="${radius}"/>`;
}

export function dot(kind: string, [x, y]: Point, radius = 4): string {
  return `<circle class="${kind}" cx="${rounded(x)}" cy="${rounded(y)}" r="${radius}"/>`;
}

/** A line with a head at its end. */
export function arrow(kind: string, from: Point, to: Point): string {
  const angle = Math.atan2(to[1] - from[1], to[0] - from[0]);
  const wing = (turn: number): Point => [
    to[0] - 8 * Math.cos(angle + turn),
    to[1] - 8 * Math.sin(angle + turn),
  ];
  return `${line(kind, [from, to])}\n${line(kind, [wing(0.5), to, wing(-0.5)])}`;
}

/** The straight map of one interval onto another. */
export function scale(
  from: readonly [number, number],
  to: readonly [number, number],
): (value: number) => number {
  return (value) => to[0] + ((value - from[0]) / (from[1] - from[0])) * (to[1] - to[0]);
}
