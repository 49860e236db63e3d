import {
  Color,
  type Material,
  MeshBasicMaterial,
  MeshDepthMaterial,
  MeshDistanceMaterial,
  MeshLambertMaterial,
  MeshMatcapMaterial,
  MeshNormalMaterial,
  MeshPhongMaterial,
  MeshPhysicalMaterial,
  MeshStandardMaterial,
  MeshToonMaterial,
} from 'three';
import { checker, ball } from './images.ts';

export function unlit(): Material[] {
  return [
    new MeshBasicMaterial({ color: 0xcc3322 }),
    new MeshBasicMaterial({ map: checker() }),
    new MeshBasicMaterial({ color: 0x33cc77, wireframe: true }),
    new MeshNormalMaterial(),
    new MeshDepthMaterial(),
    new MeshDistanceMaterial(),
    new MeshMatcapMaterial({ color: 0xffaa88, matcap: ball() }),
    new MeshBasicMaterial({ color: 0xffffff, vertexColors: false, opacity: 0.4, transparent: true }),
    new MeshBasicMaterial({ alphaMap: checker(), alphaTest: 0.5, color: 0x3377ff }),
  ];
}

export function litMaterials(): Material[] {
  return [
    new MeshLambertMaterial({ color: 0xcc3322 }),
    new MeshPhongMaterial({ color: 0x3366cc, specular: 0x888888, shininess: 60 }),
    new MeshToonMaterial({ color: 0x44aa66 }),
    new MeshStandardMaterial({ color: 0xddaa44, roughness: 0.35, metalness: 0.2 }),
    new MeshStandardMaterial({ map: checker(), roughness: 0.8 }),
    new MeshPhysicalMaterial({ color: 0x882244, clearcoat: 1, clearcoatRoughness: 0.1, roughness: 0.6 }),
    new MeshPhysicalMaterial({ color: 0x222244, sheen: 1, sheenColor: new Color(0x8888ff), sheenRoughness: 0.4 }),
    new MeshStandardMaterial({ color: 0x222222, emissive: 0xff6600, emissiveIntensity: 0.7 }),
    new MeshPhongMaterial({ color: 0xbbbbbb, bumpMap: checker(), bumpScale: 4, flatShading: true }),
  ];
}
