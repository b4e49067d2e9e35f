/**
 * The address that lets a reader in: the server takes the token from it once, answers with a cookie
 * that stands for it, and sends the reader back to the page, which opens where it was.
 */
export function entrance(token: string, fragment: string): string {
  return `/?token=${encodeURIComponent(token)}${fragment}`;
}
