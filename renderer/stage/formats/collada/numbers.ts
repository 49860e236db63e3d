/** Elements of numbers, and an attribute. */
const lists = 'float_array, color, float, matrix, translate, rotate, scale, lookat, skew, bind_shape_matrix';

/** Writes numbers as all do: exporters of some countries put a comma where the point is. */
export function mendNumbers(xml: Document): void {
  const unit = xml.querySelector('asset > unit[meter]');
  const first = xml.querySelector('float_array')?.textContent ?? '';
  if (!/\d,\d/.test(unit?.getAttribute('meter') ?? '') && !/^[^.]*\d,\d[^.]*$/.test(first.slice(0, 4096))) return;
  unit?.setAttribute('meter', (unit.getAttribute('meter') ?? '').replace(',', '.'));
  for (const list of xml.querySelectorAll(lists)) list.textContent = list.textContent.replaceAll(',', '.');
}
