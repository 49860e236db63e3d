import { type Value, Scanner } from './scanner.ts';
import { type Fields, kinds, type Layer, type Spec } from './specs.ts';

const specifier = /(?:def|over|class)(?=[\s"])/y;
const modifier = /(?:custom|uniform|varying|config|prepend|append|add|delete|reorder)(?=\s)/y;
const type = /[A-Za-z_]\w*(?:::\w+)*(?:\s*\[\s*\])?(?=[\s(])/y;
const property = /[A-Za-z_][\w:]*/y;
const way = /\.(timeSamples|connect|spline)/y;
/** What a prim may take from elsewhere. */
const arcs = new Set(['references', 'payload', 'inherits', 'specializes']);
/** What a layer says of itself that counts. */
const rootNames = ['subLayers', 'upAxis', 'metersPerUnit', 'defaultPrim', 'timeCodesPerSecond', 'framesPerSecond'];

/** Reads a text layer into what three.js' composer takes; three.js' own reader goes by lines, and knows one way of writing them. */
export function readText(text: string): Layer {
  const reader = new Reader(new Scanner(text));
  return { specsByPath: reader.read() };
}

class Reader {
  readonly #scanner: Scanner;
  readonly #specs: Record<string, Spec> = {};

  constructor(scanner: Scanner) {
    this.#scanner = scanner;
  }

  read(): Record<string, Spec> {
    const said = this.#metadata();
    const own = rootNames.flatMap(name => (said[name] === undefined ? [] : [[name, said[name]] as const]));
    this.#specs['/'] = { specType: kinds.prim, fields: Object.fromEntries(own) };
    while (!this.#scanner.isDone) this.#statement('/');
    return this.#specs;
  }

  #statement(path: string): void {
    const scanner = this.#scanner;
    const kind = scanner.take(specifier)?.[0];
    if (kind) return this.#prim(kind, path);
    if (scanner.take(/variantSet(?=\s)/y)) return this.#variants(path);
    while (scanner.take(modifier));
    if (scanner.take(/rel(?=\s)/y)) return this.#relationship(path);
    // an order of children or properties, which says nothing of the picture
    if (scanner.take(/(?:nameChildren|rootPrims|properties)(?=\s*=)/y))
      return void (scanner.mark('='), scanner.value());
    this.#attribute(path);
  }

  #prim(kind: string, parent: string): void {
    const scanner = this.#scanner;
    const written = scanner.string();
    const typeName = written === undefined ? scanner.name() : '';
    const name = written ?? scanner.string() ?? scanner.fail('the name of a prim is wanted');
    const path = parent === '/' ? `/${name}` : `${parent}/${name}`;
    const fields: Fields = { typeName, ...primFields(this.#metadata()) };
    // one that is only spoken of over another is none by itself
    if (kind === 'def' || this.#specs[path]) this.#specs[path] = { specType: kinds.prim, fields };
    if (kind === 'class') fields['specifier'] = 2;
    if (kind !== 'over') this.#specs[path] = { specType: kinds.prim, fields };
    this.#body(path);
  }

  #body(path: string): void {
    this.#scanner.expect('{');
    while (!this.#scanner.mark('}')) {
      if (this.#scanner.isDone) this.#scanner.fail('it ends within a prim');
      this.#statement(path);
    }
  }

  #variants(path: string): void {
    const scanner = this.#scanner;
    const set = scanner.name();
    const names: string[] = [];
    scanner.expect('=');
    scanner.expect('{');
    while (!scanner.mark('}')) {
      const name = scanner.name();
      names.push(name);
      const variant = `${path}/{${set}=${name}}`;
      this.#specs[variant] = { specType: kinds.variant, fields: primFields(this.#metadata()) };
      this.#body(variant);
    }
    this.#specs[`${path}/{${set}=}`] = { specType: kinds.variantSet, fields: { variantChildren: names } };
    const fields = this.#specs[path]?.fields;
    if (fields) fields['variantSetChildren'] = [...((fields['variantSetChildren'] as string[] | undefined) ?? []), set];
  }

  #relationship(path: string): void {
    const name = this.#scanner.take(property)?.[0] ?? this.#scanner.fail('the name of a relationship is wanted');
    const targets = this.#scanner.mark('=') ? [this.#scanner.value()].flat() : [];
    const targetPaths = targets.filter(one => typeof one === 'string').map(bare);
    const { bindMaterialAs } = this.#metadata();
    const fields: Fields = { targetPaths, ...(bindMaterialAs !== undefined && { bindMaterialAs }) };
    this.#specs[`${path}.${name}`] = { specType: kinds.relationship, fields };
  }

  #attribute(path: string): void {
    const scanner = this.#scanner;
    const typeName = (scanner.take(type)?.[0] ?? scanner.fail('a property is wanted')).replace(/\s/g, '');
    const name = scanner.take(property)?.[0] ?? scanner.fail('the name of an attribute is wanted');
    const by = scanner.take(way)?.[1];
    const { fields } = (this.#specs[`${path}.${name}`] ??= { specType: kinds.attribute, fields: { typeName } });
    if (scanner.mark('=')) {
      const value = scanner.value();
      if (by === 'connect')
        fields['connectionPaths'] = [value]
          .flat()
          .filter(one => typeof one === 'string')
          .map(bare);
      else if (by === 'timeSamples') fields['timeSamples'] = samplesOf(typeName, value);
      else if (by === undefined && value !== null) fields['default'] = valueOf(typeName, value);
    }
    const { interpolation, elementSize } = this.#metadata();
    Object.assign(
      fields,
      interpolation !== undefined && { interpolation },
      elementSize !== undefined && { elementSize },
    );
  }

  /** What is said of the layer, a prim or a property, in brackets; nothing where there are none. */
  #metadata(): Record<string, Value> {
    const scanner = this.#scanner;
    const said: Record<string, Value> = {};
    if (scanner.take(/#usda [\d.]+/y) && !scanner.mark('(')) return said;
    else if (!scanner.mark('(')) return said;
    while (!scanner.mark(')')) {
      if (scanner.string() !== undefined) continue;
      const isLess = scanner.take(modifier)?.[0] === 'delete';
      const name = scanner.name();
      scanner.expect('=');
      const value = scanner.value();
      if (scanner.mark('(')) scanner.fail('an offset in time is not read');
      if (!isLess) said[name] = value;
    }
    return said;
  }
}

function primFields(said: Record<string, Value>): Fields {
  const fields: Fields = {};
  for (const [name, value] of Object.entries(said)) {
    if (arcs.has(name))
      fields[name] = [value]
        .flat()
        .filter(one => typeof one === 'string')
        .map(asReference);
    if (name === 'active') fields['active'] = value !== false && value !== 0;
    if (name === 'variants') fields['variantSelection'] = value;
  }
  return fields;
}

/** `@file@`, `@file@</Prim>` or `</Prim>`. */
function asReference(written: string): string {
  return written.startsWith('@') || written.startsWith('<') ? written : `@${written}@`;
}

function bare(path: string): string {
  return path.replace(/^<|>$/g, '');
}

function samplesOf(typeName: string, value: Value): { times: number[]; values: unknown[] } {
  const samples = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
  const told = samples.filter(([, one]) => one !== null).toSorted(([one], [other]) => Number(one) - Number(other));
  return { times: told.map(([time]) => Number(time)), values: told.map(([, one]) => valueOf(typeName, one)) };
}

/** As the composer wants it: tuples in one list, quaternions with their real part last. */
function valueOf(typeName: string, value: Value): unknown {
  const flat: unknown = Array.isArray(value) ? (value as unknown[]).flat(Infinity) : value;
  if (!typeName.startsWith('quat') || !Array.isArray(flat)) return flat;
  return flat.map((_, at): unknown => flat[at - (at % 4) + (((at % 4) + 1) % 4)]);
}
