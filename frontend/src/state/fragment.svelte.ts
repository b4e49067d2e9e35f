import { untrack } from 'svelte';
import { SvelteURLSearchParams } from 'svelte/reactivity';

/**
 * The state of the page, kept in the fragment of its address (`#day=31&host=POL`): a link to the
 * page is a link to what is seen. Reading is reactive.
 */
class Fragment {
  #values = new SvelteURLSearchParams();

  constructor() {
    this.#read();
    window.addEventListener('hashchange', () => this.#read());
  }

  #read(): void {
    const next = new URLSearchParams(window.location.hash.slice(1));
    untrack(() => {
      for (const name of [...this.#values.keys()]) {
        if (!next.has(name)) this.#values.delete(name);
      }
      for (const [name, value] of next) {
        if (this.#values.get(name) !== value) this.#values.set(name, value);
      }
    });
  }

  /** The value of a name, or null. */
  get(name: string): string | null {
    return this.#values.get(name);
  }

  /** The value of a name as a number, or null where it is none. */
  number(name: string): number | null {
    const value = this.get(name);
    return value === null || value === '' || Number.isNaN(Number(value)) ? null : Number(value);
  }

  /** The names in a list (`tables=people,when`). */
  list(name: string): string[] {
    return this.get(name)?.split(',').filter(Boolean) ?? [];
  }

  /** Set a value, or take it away with null; the address follows and nothing is reloaded. */
  set(name: string, value: string | number | null): void {
    untrack(() => {
      if (value === null || value === '') this.#values.delete(name);
      else this.#values.set(name, String(value));
      const text = readable(this.#values);
      const { pathname, search } = window.location;
      window.history.replaceState(null, '', text ? `#${text}` : `${pathname}${search}`);
    });
  }

  /** Add a name to a list or take it out. */
  toggle(name: string, item: string): void {
    const items = this.list(name);
    const kept = items.includes(item) ? items.filter((one) => one !== item) : [...items, item];
    this.set(name, kept.join(',') || null);
  }

  /** The fragment that a link needs to change one value and keep the others. */
  href(name: string, value: string | null): string {
    const values = new URLSearchParams(this.#values.toString());
    if (value === null) values.delete(name);
    else values.set(name, value);
    return `#${readable(values)}`;
  }
}

function readable(values: URLSearchParams): string {
  return values.toString().replaceAll('%2C', ',').replaceAll('%3A', ':').replaceAll('%40', '@');
}

export const fragment = new Fragment();
