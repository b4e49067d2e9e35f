/** Hand a text to the reader as a file. */
export function save(text: string, name: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads it after the click: taken away at once, some files would never come.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
