const STYLES = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'font-style',
  'text-anchor',
  'dominant-baseline',
  'display',
  'visibility',
  'paint-order',
];

const NAMESPACE = 'http://www.w3.org/2000/svg';

/** A drawing as a file of its own: what the style sheet gave it is written into it. */
export function standalone(drawing: SVGSVGElement, title: string): string {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const shown = [drawing, ...drawing.querySelectorAll<SVGElement>('*')];
  const copies = [copy, ...copy.querySelectorAll<SVGElement>('*')];
  shown.forEach((element, i) => {
    const computed = getComputedStyle(element);
    const style = STYLES.map((name) => [name, computed.getPropertyValue(name)])
      .filter(([, value]) => value)
      .map(([name, value]) => `${name}:${value}`)
      .join(';');
    const target = copies[i];
    target?.setAttribute('style', style);
    target?.removeAttribute('class');
    target?.removeAttribute('tabindex');
  });
  const box = drawing.viewBox.baseVal;
  const paper = document.createElementNS(NAMESPACE, 'rect');
  paper.setAttribute('x', String(box?.x ?? 0));
  paper.setAttribute('y', String(box?.y ?? 0));
  paper.setAttribute('width', '100%');
  paper.setAttribute('height', '100%');
  paper.setAttribute('fill', getComputedStyle(document.body).getPropertyValue('--paper') || '#fff');
  const name = document.createElementNS(NAMESPACE, 'title');
  name.textContent = title;
  copy.prepend(name, paper);
  copy.setAttribute('xmlns', NAMESPACE);
  return new XMLSerializer().serializeToString(copy);
}
