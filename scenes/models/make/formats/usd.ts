import { zipSync } from 'three/addons/libs/fflate.module.js';
import { png } from './image.ts';
import { type Bar, barNames, colors, letter, type Place, zUp } from './letter.ts';

/** Centimetres, z up; the stem has an image. */
export function usda(image: string): string {
  return `#usda 1.0
(
    defaultPrim = "Letter"
    metersPerUnit = 0.01
    upAxis = "Z"
)

def Xform "Letter"
{
${barNames.map(mesh).join('\n')}
    def Scope "Looks"
    {
${barNames.map(bar => look(bar, image)).join('\n')}
    }
}
`;
}

const list = (places: Place[]) =>
  places.map(place => `(${place.map(value => Number(value.toFixed(4))).join(', ')})`).join(', ');

function mesh(bar: Bar): string {
  const quads = letter().filter(quad => quad.bar === bar);
  const places = quads.flatMap(({ corners }) => corners.map(corner => zUp(corner).map(value => value * 100) as Place));
  const normals = quads.flatMap(({ normal, corners }) => corners.map(() => zUp(normal)));
  const uvs = quads.flatMap(quad => quad.uvs).map(uv => `(${uv.map(part => part.toFixed(4)).join(', ')})`);
  return `    def Mesh "${bar}" (
        prepend apiSchemas = ["MaterialBindingAPI"]
    )
    {
        int[] faceVertexCounts = [${quads.map(() => 4).join(', ')}]
        int[] faceVertexIndices = [${places.map((_, at) => at).join(', ')}]
        point3f[] points = [${list(places)}]
        normal3f[] normals = [${list(normals)}] (
            interpolation = "vertex"
        )
        texCoord2f[] primvars:st = [${uvs.join(', ')}] (
            interpolation = "vertex"
        )
        uniform token subdivisionScheme = "none"
        rel material:binding = </Letter/Looks/${bar}>
    }`;
}

function look(bar: Bar, image: string): string {
  const linear = colors[bar].map(channel => ((channel / 255) ** 2.2).toFixed(4)).join(', ');
  const color =
    bar === 'stem'
      ? 'color3f inputs:diffuseColor.connect = </Letter/Looks/stem/image.outputs:rgb>'
      : `color3f inputs:diffuseColor = (${linear})`;
  const sampled = `
            def Shader "image"
            {
                uniform token info:id = "UsdUVTexture"
                asset inputs:file = @${image}@
                token inputs:sourceColorSpace = "sRGB"
                token inputs:wrapS = "repeat"
                token inputs:wrapT = "repeat"
                float2 inputs:st.connect = </Letter/Looks/stem/st.outputs:result>
                float3 outputs:rgb
            }
            def Shader "st"
            {
                uniform token info:id = "UsdPrimvarReader_float2"
                string inputs:varname = "st"
                float2 outputs:result
            }`;
  return `        def Material "${bar}"
        {
            token outputs:surface.connect = </Letter/Looks/${bar}/surface.outputs:surface>
            def Shader "surface"
            {
                uniform token info:id = "UsdPreviewSurface"
                ${color}
                float inputs:roughness = 0.5
                float inputs:metallic = 0
                token outputs:surface
            }${bar === 'stem' ? sampled : ''}
        }`;
}

/** A package: the layer first, nothing compressed. */
export async function usdz(): Promise<Uint8Array> {
  const files = {
    'letter.usda': new TextEncoder().encode(usda('textures/arrow.png')),
    'textures/arrow.png': new Uint8Array(await png()),
  };
  return zipSync(files, { level: 0, mtime: new Date('2026-01-01T00:00:00') });
}
