import type { Picture } from '../picture';

/** The picture that was written into the page; null where the page is served live. */
export function embedded(): Picture | null {
  const text = document.getElementById('picture')?.textContent?.trim();
  return text ? (JSON.parse(text) as Picture | null) : null;
}
