import type { AssetFormat } from '../../../../renderer/asset.ts';
import { startsWith, text } from './bytes.ts';
import { isTga } from './tga.ts';

/** Signatures of the files that the service reads. */
const signatures = {
  glb: bytes => text(bytes, 0, 4) === 'glTF',
  png: bytes => startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  jpeg: bytes => startsWith(bytes, [0xff, 0xd8, 0xff]),
  webp: bytes => text(bytes, 0, 4) === 'RIFF' && text(bytes, 8, 12) === 'WEBP',
  avif: bytes => text(bytes, 4, 8) === 'ftyp' && /^(.{4})*?avi[fs]/s.test(text(bytes, 8, 48)),
  ktx2: bytes => startsWith(bytes, [0xab, 0x4b, 0x54, 0x58, 0x20, 0x32, 0x30, 0xbb, 0x0d, 0x0a, 0x1a, 0x0a]),
  exr: bytes => startsWith(bytes, [0x76, 0x2f, 0x31, 0x01]),
  hdr: bytes => /^#\?\S/.test(text(bytes, 0, 3)),
  gltf: bytes => /^\s*\{(?!\0)/.test(beginning(bytes)),
  gif: bytes => text(bytes, 0, 4) === 'GIF8',
  bmp: bytes => text(bytes, 0, 2) === 'BM' && bytes.length > 54 && bytes[6] === 0 && bytes[8] === 0,
  tga: isTga,
} satisfies Partial<Record<AssetFormat, (bytes: Uint8Array) => boolean>>;

export type KnownFormat = keyof typeof signatures;

/** Other files that are sent by mistake, for the error. */
const others: [says: string, test: (bytes: Uint8Array) => boolean][] = [
  ['is empty', bytes => bytes.length === 0],
  ['is a web page (HTML)', bytes => isMarkup(bytes, /<(!doctype html|html|head|body)\b/i)],
  ['is a pointer to a file in Git LFS', bytes => beginning(bytes).startsWith('version https://git-lfs')],
  [
    'is UTF-16 text',
    bytes => startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff]) || /^\{\0|^\0\{/.test(beginning(bytes)),
  ],
  ['is an SVG image', bytes => isMarkup(bytes, /<svg\b/i)],
  ['is a COLLADA file', bytes => isMarkup(bytes, /<COLLADA\b/)],
  [
    'is an X3D file (VRML 2.0, also called 97, is read)',
    bytes => isMarkup(bytes, /<X3D\b/) || beginning(bytes).startsWith('#X3D V'),
  ],
  ['is an XML file', bytes => isMarkup(bytes, /<\?xml\b/)],
  ['is a ZIP or USDZ archive', bytes => startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])],
  ['is compressed with gzip', bytes => startsWith(bytes, [0x1f, 0x8b])],
  ['is an FBX file', bytes => beginning(bytes).startsWith('Kaydara FBX')],
  ['is a PLY file', bytes => /^ply\r?\n/.test(beginning(bytes))],
  ['is an STL file', bytes => /^solid\b/.test(beginning(bytes))],
  ['is a USD file', bytes => /^(PXR-USDC|#usda)/.test(beginning(bytes))],
  ['is a PDF file', bytes => beginning(bytes).startsWith('%PDF')],
  ['is a TIFF image', bytes => /^(II\*\0|MM\0\*)/.test(beginning(bytes))],
  ['is a DDS texture', bytes => beginning(bytes).startsWith('DDS ')],
  ['is a HEIC image', bytes => /^....ftyp(hei|mif)/s.test(beginning(bytes))],
  ['is an OBJ file', bytes => /^(\s*#.*\n)*\s*(mtllib|o|g|v|vn|vt)\s/.test(beginning(bytes))],
];

const names: Record<KnownFormat, string> = {
  glb: 'is a GLB model',
  gltf: 'is JSON',
  png: 'is a PNG image',
  jpeg: 'is a JPEG image',
  webp: 'is a WebP image',
  avif: 'is an AVIF image',
  ktx2: 'is a KTX2 texture',
  exr: 'is an OpenEXR image',
  hdr: 'is a Radiance HDR image',
  gif: 'is a GIF image',
  bmp: 'is a BMP image',
  tga: 'is a TGA image',
};

const known = Object.keys(signatures).filter(isKnown);

/** The format of a file by its first bytes; `undefined` where the service does not read it. */
export function sniff(bytes: Uint8Array): KnownFormat | undefined {
  return known.find(format => signatures[format](bytes));
}

/** The kind of a file, as the end of a sentence that begins with its name: `is a web page (HTML)`. */
export function description(bytes: Uint8Array): string {
  const format = sniff(bytes);
  return format ? names[format] : (others.find(([, test]) => test(bytes))?.[0] ?? 'is of an unknown format');
}

function isKnown(name: string): name is KnownFormat {
  return Object.hasOwn(signatures, name);
}

function isMarkup(bytes: Uint8Array, tag: RegExp): boolean {
  const start = beginning(bytes).trimStart();
  return start.startsWith('<') && tag.test(start);
}

/** The first characters, without the byte order mark of UTF-8. */
function beginning(bytes: Uint8Array): string {
  const start = startsWith(bytes, [0xef, 0xbb, 0xbf]) ? 3 : 0;
  return text(bytes, start, start + 1024);
}
