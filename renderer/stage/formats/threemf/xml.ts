/** Elements below another by their name, whatever their namespace is called. */
export function named(element: Element, name: string): Element[] {
  return [...element.getElementsByTagNameNS('*', name)];
}

/** An attribute by its name, whatever its namespace is called. */
export function attributeOf(element: Element, name: string): string | undefined {
  const plain = element.getAttribute(name);
  if (plain !== null) return plain;
  return [...element.attributes].find(({ localName }) => localName === name)?.value;
}

export function numbersIn(written: string | undefined): number[] {
  return (written ?? '').trim().split(/\s+/).filter(Boolean).map(Number);
}
