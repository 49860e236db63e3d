import sharp from 'sharp';
import { Mesh, MeshStandardMaterial, SphereGeometry } from 'three';
import { commented } from '../support/comment.ts';

/** Pixels per side of a ball's picture. */
export const side = 2048;
/** Balls of a model, each with a picture of its own. */
export const count = 3;
/** Metres between their centres. */
const apart = 2.2;

type Ball = Mesh<SphereGeometry, MeshStandardMaterial>;

/** What every format is to say: balls in a row, and the pictures that they are covered with, in their order. */
export interface Balls {
  balls: Ball[];
  pictures: Uint8Array<ArrayBuffer>[];
}

/** Makes balls that nobody has seen before: the same to look at, and other bytes. */
export async function ballMaker(): Promise<(name: string) => Balls> {
  const pictures = await Promise.all(Array.from({ length: count }, (_, index) => picture(60 + 60 * index)));
  return name => ({
    balls: pictures.map((_, index) => ball(index)),
    pictures: pictures.map((jpeg, index) => commented(jpeg, 'image/jpeg', `${name} ${index}`)),
  });
}

function ball(index: number): Ball {
  const geometry = new SphereGeometry(1, 48, 32).translate(apart * index, 0, 0);
  return new Mesh(geometry, new MeshStandardMaterial({ name: `skin-${index}`, roughness: 1 }));
}

/** Of no simple parts, as photographs are: about a megabyte. */
async function picture(mean: number): Promise<Uint8Array> {
  const noise = { type: 'gaussian', mean, sigma: 30 } as const;
  return sharp({ create: { width: side, height: side, channels: 3, background: '#808080', noise } })
    .blur(1.5)
    .jpeg({ quality: 85 })
    .toBuffer();
}
