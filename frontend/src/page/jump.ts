/** Bring a section into view and give its heading the focus, so that Tab goes on from there. */
export function jump(id: string): void {
  const heading = document.getElementById(`heading-${id}`);
  heading?.focus({ preventScroll: true });
  heading?.scrollIntoView();
}
