import { RectAreaLightNode } from 'three/webgpu';

/**
 * What three.js needs before it lights anything by an area light: a quarter of a megabyte of tables, fetched for the first scene that has
 * one.
 */
export async function readyAreaLights(): Promise<void> {
  const { RectAreaLightTexturesLib } = await import('three/addons/lights/RectAreaLightTexturesLib.js');
  RectAreaLightNode.setLTC(RectAreaLightTexturesLib.init());
}
