import { cleanup, configure } from '@testing-library/svelte';
import { afterEach } from 'vitest';

/** What jsdom lacks and the page needs. */
class NoResize {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

globalThis.ResizeObserver ??= NoResize;
window.matchMedia ??= (media) =>
  Object.assign(new EventTarget(), { media, matches: false }) as MediaQueryList;
Element.prototype.scrollIntoView ??= () => undefined;

// The whole page would be printed with each failure.
configure({ getElementError: (message) => new Error(message ?? 'not found') });
afterEach(cleanup);

window.matchMedia ??= (media: string): MediaQueryList =>
  Object.assign(new EventTarget(), {
    media,
    matches: false,
    onchange: null,
    addListener: () => {},
    removeListener: () => {},
  });
