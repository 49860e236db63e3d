import { Node, type NodeBuilder } from 'three/webgpu';
import { diffuseColor, fwidth, materialAlphaTest, nodeObject } from 'three/tsl';
import { addLine, codeOf, sampleMaskOf } from '../gpu/three-private.ts';

/**
 * Samples that are drawn of a pixel, four bits for each quarter of it that is covered. The first, which is the only one where there are no
 * more, is drawn from a half on.
 */
const masks = 0b1111_1011_1001_0010_0000;

/**
 * A cut-out's alpha cutoff, for a material's `alphaTestNode`: along the edge of what is cut out, as many samples of a pixel are drawn as are
 * covered. three.js' `alphaToCoverage` would leave alpha in the picture, where it stands for what is seen through.
 */
class Coverage extends Node<'float'> {
  constructor() {
    super('float');
  }

  override generate(builder: NodeBuilder): string {
    const mask = sampleMaskOf(builder);
    const alpha = diffuseColor.a;
    const quarters = alpha.sub(materialAlphaTest).div(fwidth(alpha).max(1e-4)).add(0.5).clamp(0, 1).mul(4).round();
    addLine(builder, `${mask} = (${masks}u >> (4u * u32(${codeOf(quarters, builder)}))) & 15u`, this);
    // what has no sample to be drawn is thrown away, and nothing else
    return `select(2.0, -1.0, ${mask} > 0u)`;
  }
}

/** Shared by all materials: what they have built is kept for others like them. */
export const coverage: Node<'float'> = nodeObject(new Coverage());
