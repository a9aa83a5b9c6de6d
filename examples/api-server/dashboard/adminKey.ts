const name = 'coincast-key';
let key = read();

/** The key the visitor typed, kept for as long as the tab is open, and never in a URL. */
export const adminKey = {
  get: () => key,
  set(value: string): void {
    key = value.trim();
    try {
      if (key === '') sessionStorage.removeItem(name);
      else sessionStorage.setItem(name, key);
    } catch {
      // Without storage it lasts until the page is left.
    }
  },
};

function read(): string {
  try {
    return sessionStorage.getItem(name) ?? '';
  } catch {
    return '';
  }
}
