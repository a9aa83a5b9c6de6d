/** Text that is already HTML and must not be escaped again. */
export interface Html {
  readonly html: string;
}

type Part = Html | string | number | readonly Html[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A template of HTML: what is put in is escaped, unless it is HTML itself. */
export function html(template: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { html: template.reduce((text, piece, index) => text + render(parts[index - 1]!) + piece) };
}

/** Vouches for a text that it is HTML. */
export function trusted(text: string): Html {
  return { html: text };
}

function render(part: Part): string {
  if (typeof part === 'object') {
    return 'html' in part ? part.html : part.map((piece) => piece.html).join('\n');
  }
  return String(part).replaceAll(/[&<>"']/g, (character) => entities[character]!);
}
