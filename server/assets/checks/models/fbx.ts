import { text } from '../images/bytes.ts';
import { checkImage, imageUses } from '../images/image.ts';
import { Refusal } from '../../refusal.ts';
import { readImages } from './beside.ts';
import { readFbx } from './fbx-binary.ts';
import { readFbxText } from './fbx-text.ts';
import type { ModelKind } from '../model-kind.ts';
import { beginning } from './text.ts';

/** FBX 7, binary and text. */
export const fbx: ModelKind = {
  is: bytes =>
    isBinary(bytes) || /^; FBX \d/.test(beginning(bytes, 64)) || /^\s*FBXHeaderExtension:/m.test(beginning(bytes)),
  names: ['.fbx'],
  async open(bytes, readBeside) {
    const images = isBinary(bytes) ? await readFbx(bytes) : readFbxText(bytes);
    for (const { name, content } of images) if (content) checkEmbedded(name, content);
    return readImages(
      images.filter(({ content }) => !content).map(({ name }) => name),
      readBeside,
    );
  },
};

function isBinary(bytes: Uint8Array): boolean {
  return text(bytes, 0, 18) === 'Kaydara FBX Binary';
}

function checkEmbedded(name: string, content: Uint8Array): void {
  try {
    checkImage(content, imageUses.texture);
  } catch (error) {
    throw error instanceof Refusal ? error.about(name) : error;
  }
}
