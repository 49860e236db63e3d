import {
  AmbientLight,
  BatchedMesh,
  Bone,
  BoxGeometry,
  BufferAttribute,
  BufferGeometry,
  CapsuleGeometry,
  CatmullRomCurve3,
  CircleGeometry,
  Color,
  ConeGeometry,
  CubeReflectionMapping,
  CubeTexture,
  CylinderGeometry,
  DataTexture,
  DirectionalLight,
  DodecahedronGeometry,
  EdgesGeometry,
  EquirectangularReflectionMapping,
  Euler,
  ExtrudeGeometry,
  Float32BufferAttribute,
  Fog,
  FogExp2,
  Group,
  HemisphereLight,
  IcosahedronGeometry,
  InstancedMesh,
  LatheGeometry,
  LightProbe,
  Line,
  LineBasicMaterial,
  LineDashedMaterial,
  LineLoop,
  LineSegments,
  LOD,
  type Material,
  Matrix4,
  Mesh,
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
  NearestFilter,
  type Object3D,
  OctahedronGeometry,
  OrthographicCamera,
  PerspectiveCamera,
  PlaneGeometry,
  PointLight,
  Points,
  PointsMaterial,
  RectAreaLight,
  RepeatWrapping,
  RingGeometry,
  Scene,
  ShadowMaterial,
  Shape,
  ShapeGeometry,
  Skeleton,
  SkinnedMesh,
  SphereGeometry,
  SpotLight,
  Sprite,
  SpriteMaterial,
  SRGBColorSpace,
  TetrahedronGeometry,
  TorusGeometry,
  TorusKnotGeometry,
  TubeGeometry,
  Vector2,
  Vector3,
  VectorKeyframeTrack,
  AnimationClip,
  WireframeGeometry,
} from 'three';

/** A body of `POST /renders`, and what the query says of it. */
export interface Body {
  body: () => object;
  query: string;
}

function row(make: () => Object3D, more = ''): Body {
  return { body: () => written(make()), query: `width=192&height=192${more}` };
}

/** Bodies of three.js JSON, one for each kind of thing, as its own toJSON() writes them. */
export const bodies: Readonly<Record<string, Body>> = {
  geometries: row(() => rows(geometries().map(geometry => new Mesh(geometry, new MeshNormalMaterial({ side: 2 }))))),
  'unlit-materials': row(() => rows(unlit().map(material => new Mesh(new SphereGeometry(0.5, 48, 24), material)))),
  'lit-materials': row(() =>
    lit(rows(litMaterials().map(material => new Mesh(new SphereGeometry(0.5, 48, 24), material)))),
  ),
  bare: row(() => rows(litMaterials().map(material => new Mesh(new SphereGeometry(0.5, 48, 24), material)))),
  shadows: row(shadows),
  'spot-light': row(spot),
  'soft-lights': row(softLights),
  fog: row(() => fog(new Fog(0x88aacc, 3, 9))),
  'fog-exp2': row(() => fog(new FogExp2(0xccaa88, 0.25))),
  'background-equirect': row(() => surrounded(sky(), 0)),
  'background-cube': row(() => surrounded(cube(), 0.3)),
  skinned: row(skinned),
  instanced: row(instanced),
  batched: row(batched),
  lod: row(lod),
  sprites: row(sprites),
  points: row(points),
  lines: row(lines),
  animated: row(animated, '&clip=slide&time=0.5'),
  'animated-below': row(animated, '&clip=grow&time=0.5'),
  morphed: row(morphed),
  layers: row(layers),
  groups: row(groups),
  orthographic: row(orthographic),
  glass: row(glass),
};

/** As it comes over the wire. */
function written(object: Object3D): object {
  object.traverse(part => part.matrixAutoUpdate && part.updateMatrix());
  return JSON.parse(JSON.stringify(object.toJSON())) as object;
}

function scene(children: readonly Object3D[], background?: number): Scene {
  const made = new Scene();
  if (background !== undefined) made.background = new Color(background);
  made.add(...children);
  return made;
}

function placed<T extends Object3D>(object: T, x: number, y: number, z: number): T {
  object.position.set(x, y, z);
  return object;
}

function looking(x: number, y: number, z: number, fov = 40): PerspectiveCamera {
  const camera = placed(new PerspectiveCamera(fov, 1, 0.1, 50), x, y, z);
  camera.lookAt(0, 0, 0);
  camera.updateMatrix();
  return camera;
}

/** Side by side, in rows that make a square. */
function rows(objects: readonly Object3D[], step = 1.25): Scene {
  const columns = Math.ceil(Math.sqrt(objects.length));
  const all = objects.map((object, at) =>
    placed(
      object,
      ((at % columns) - (columns - 1) / 2) * step,
      ((columns - 1) / 2 - Math.floor(at / columns)) * step,
      0,
    ),
  );
  return scene([...all, looking(0, 0, columns * step * 1.6)], 0x202428);
}

function lit(of: Scene): Scene {
  of.add(placed(new DirectionalLight(0xffffff, 2.5), -2, 3, 4), new AmbientLight(0x8090a0, 0.8));
  return of;
}

function geometries(): BufferGeometry[] {
  const star = new Shape(
    Array.from({ length: 10 }, (_, at) => {
      const radius = at % 2 === 0 ? 0.5 : 0.22;
      return new Vector2(Math.sin((at * Math.PI) / 5) * radius, Math.cos((at * Math.PI) / 5) * radius);
    }),
  );
  const path = new CatmullRomCurve3([new Vector3(-0.4, -0.4, 0), new Vector3(0, 0.3, 0.2), new Vector3(0.4, -0.2, 0)]);
  const profile = [0.1, 0.4, 0.25, 0.45].map((radius, at) => new Vector2(radius, at * 0.28 - 0.42));
  return [
    new BoxGeometry(0.7, 0.7, 0.7, 2, 2, 2),
    new CapsuleGeometry(0.25, 0.4, 8, 16),
    new CircleGeometry(0.45, 24),
    new ConeGeometry(0.4, 0.8, 24),
    new CylinderGeometry(0.2, 0.4, 0.8, 24),
    new DodecahedronGeometry(0.45),
    new ExtrudeGeometry(star, { depth: 0.2, bevelSize: 0.03, bevelThickness: 0.03 }),
    new IcosahedronGeometry(0.45, 1),
    new LatheGeometry(profile, 24),
    new OctahedronGeometry(0.45),
    new PlaneGeometry(0.8, 0.8),
    new RingGeometry(0.2, 0.45, 24),
    new ShapeGeometry(star),
    new SphereGeometry(0.45, 24, 12),
    new TetrahedronGeometry(0.5),
    new TorusGeometry(0.33, 0.12, 12, 32),
    new TorusKnotGeometry(0.28, 0.09, 64, 12),
    new TubeGeometry(path, 32, 0.1, 12),
  ];
}

function unlit(): Material[] {
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

function litMaterials(): Material[] {
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

const side = 8;

/** Dark and bright squares, the first of them red: which way up it is shows. */
function checker(): DataTexture {
  const pixels = Array.from({ length: side * side }, (_, at) => {
    const [x, y] = [at % side, Math.floor(at / side)];
    if (x < 2 && y < 2) return [220, 40, 30, 255];
    return (x + y) % 2 === 0 ? [235, 235, 225, 255] : [40, 60, 90, 255];
  });
  const texture = new DataTexture(new Uint8Array(pixels.flat()), side, side);
  texture.colorSpace = SRGBColorSpace;
  texture.magFilter = NearestFilter;
  texture.wrapS = texture.wrapT = RepeatWrapping;
  return texture;
}

/** A matcap: bright at the upper left. */
function ball(): DataTexture {
  const pixels = Array.from({ length: 64 * 64 }, (_, at) => {
    const bright = Math.max(0, 1 - Math.hypot((at % 64) / 64 - 0.35, Math.floor(at / 64) / 64 - 0.65) * 1.4);
    return [bright * 255, bright * 255, 40 + bright * 200, 255].map(Math.round);
  });
  const texture = new DataTexture(new Uint8Array(pixels.flat()), 64, 64);
  texture.colorSpace = SRGBColorSpace;
  texture.magFilter = 1006;
  return texture;
}

/** A sky over ground, with a sun at +x: which way round it is shows. */
function sky(): DataTexture {
  const [width, height] = [64, 32];
  const pixels = Array.from({ length: width * height }, (_, at) => {
    const [u, v] = [(at % width) / width, Math.floor(at / width) / height];
    const sun = Math.hypot((u - 0.5) * 2, v - 0.65) < 0.08 ? 12 : 0;
    return v > 0.5 ? [0.3 + sun, 0.5 + sun, 0.9 + sun, 1] : [0.25, 0.2, 0.12 + u * 0.3, 1];
  });
  const texture = new DataTexture(new Float32Array(pixels.flat()), width, height, 1023, 1015);
  texture.mapping = EquirectangularReflectionMapping;
  texture.magFilter = texture.minFilter = 1006;
  return texture;
}

/** A face of each colour: +x red, −x cyan, +y white, −y grey, +z blue, −z yellow. */
function cube(): CubeTexture {
  const faces = [0xcc2222, 0x22cccc, 0xeeeeee, 0x666666, 0x2222cc, 0xcccc22].map(hex => {
    const color = [(hex >> 16) & 255, (hex >> 8) & 255, hex & 255, 255];
    const face = new DataTexture(new Uint8Array(Array.from({ length: 16 }, () => color).flat()), 4, 4);
    face.colorSpace = SRGBColorSpace;
    return face;
  });
  const texture = new CubeTexture(faces);
  texture.mapping = CubeReflectionMapping;
  texture.colorSpace = SRGBColorSpace;
  texture.format = 1023;
  return texture;
}

function shadows(): Scene {
  const floor = new Mesh(new PlaneGeometry(6, 6).rotateX(-Math.PI / 2), new MeshStandardMaterial({ color: 0xbbbbbb }));
  floor.receiveShadow = true;
  const casts = placed(new Mesh(new BoxGeometry(), new MeshStandardMaterial({ color: 0xcc5533 })), -0.8, 0.5, 0);
  casts.castShadow = true;
  const castsNone = placed(new Mesh(new BoxGeometry(), new MeshStandardMaterial({ color: 0x3355cc })), 1, 0.5, 0);
  const sun = placed(new DirectionalLight(0xffffff, 3), -2, 4, 2);
  sun.castShadow = true;
  sun.shadow.mapSize.set(1024, 1024);
  sun.shadow.normalBias = 0.02;
  const target = placed(new Group(), 0, 0, 0);
  sun.target = target;
  return scene([floor, casts, castsNone, sun, target, new AmbientLight(0xffffff, 0.4), looking(2.5, 3, 5)], 0xffffff);
}

function spot(): Scene {
  const floor = new Mesh(new PlaneGeometry(8, 8).rotateX(-Math.PI / 2), new MeshStandardMaterial({ color: 0xcccccc }));
  floor.receiveShadow = true;
  const ball = placed(
    new Mesh(new SphereGeometry(0.5, 32, 16), new MeshStandardMaterial({ color: 0xdddd44 })),
    1,
    0.5,
    0,
  );
  ball.castShadow = true;
  const light = placed(new SpotLight(0xffffff, 60, 0, 0.35, 0.4), -1, 4, 1);
  light.castShadow = true;
  light.target = placed(new Group(), 1, 0, 0);
  // a target within a group that is moved itself: the light has to follow
  const holder = placed(new Group(), 0.2, 0, 0.3);
  holder.add(light.target);
  return scene(
    [floor, ball, light, holder, placed(new PointLight(0xff4422, 4), -2, 0.6, 0), looking(0, 4, 6)],
    0x101418,
  );
}

function softLights(): Scene {
  const floor = new Mesh(
    new PlaneGeometry(6, 6).rotateX(-Math.PI / 2),
    new MeshStandardMaterial({ color: 0xcccccc, roughness: 0.4 }),
  );
  const area = placed(new RectAreaLight(0xffddaa, 6, 2, 1), 0, 1, -1.5);
  area.rotation.y = Math.PI;
  const probe = new LightProbe();
  probe.sh.coefficients[0]?.set(0.2, 0.2, 0.35);
  const ball = placed(
    new Mesh(new SphereGeometry(0.5, 32, 16), new MeshStandardMaterial({ color: 0xffffff })),
    0,
    0.5,
    0,
  );
  return scene([floor, ball, area, probe, new HemisphereLight(0x4466ff, 0x331100, 0.6), looking(2, 2.5, 5)], 0x000000);
}

function fog(air: Fog | FogExp2): Scene {
  const boxes = Array.from({ length: 8 }, (_, at) =>
    placed(
      new Mesh(new BoxGeometry(), new MeshLambertMaterial({ color: 0xcc3322 })),
      (at % 2) * 1.6 - 0.8,
      0,
      2 - at * 1.5,
    ),
  );
  const made = scene([...boxes, new HemisphereLight(0xffffff, 0x444444, 3), looking(0, 1.2, 5, 50)]);
  made.fog = air;
  made.background = air.color;
  return made;
}

function surrounded(texture: DataTexture | CubeTexture, blur: number): Scene {
  const made = scene([
    placed(
      new Mesh(new SphereGeometry(0.8, 48, 24), new MeshStandardMaterial({ metalness: 1, roughness: 0.05 })),
      -0.9,
      0,
      0,
    ),
    placed(
      new Mesh(new SphereGeometry(0.8, 48, 24), new MeshStandardMaterial({ color: 0xffffff, roughness: 1 })),
      0.9,
      0,
      0,
    ),
    looking(0, 0.4, 5),
  ]);
  made.background = made.environment = texture;
  made.backgroundBlurriness = blur;
  made.backgroundRotation = new Euler(0, 0.6, 0);
  made.environmentRotation = new Euler(0, 0.6, 0);
  made.environmentIntensity = 0.8;
  return made;
}

function skinned(): Scene {
  // its own parameters are all that is written of a cylinder
  const geometry = new BufferGeometry().copy(new CylinderGeometry(0.3, 0.3, 2, 16, 12));
  const position = geometry.getAttribute('position');
  const weights = Array.from({ length: position.count }, (_, at) => {
    const up = Math.min(1, Math.max(0, position.getY(at) + 0.5));
    return [1 - up, up, 0, 0];
  });
  const indices = weights.map(() => [0, 1, 0, 0]);
  geometry.setAttribute('skinIndex', new BufferAttribute(new Uint16Array(indices.flat()), 4));
  geometry.setAttribute('skinWeight', new BufferAttribute(new Float32Array(weights.flat()), 4));
  const [root, tip] = [placed(new Bone(), 0, -1, 0), placed(new Bone(), 0, 1, 0)];
  root.add(tip);
  const mesh = new SkinnedMesh(geometry, new MeshNormalMaterial());
  mesh.add(root);
  mesh.bind(new Skeleton([root, tip]));
  tip.rotation.z = 0.9;
  return scene([mesh, looking(0, 0, 5)], 0x202428);
}

function instanced(): Scene {
  const count = 25;
  const mesh = new InstancedMesh(new BoxGeometry(0.3, 0.3, 0.3), new MeshBasicMaterial(), count);
  for (let at = 0; at < count; at++) {
    const [x, y] = [at % 5, Math.floor(at / 5)];
    mesh.setMatrixAt(at, new Matrix4().makeRotationZ(at * 0.1).setPosition(x * 0.5 - 1, y * 0.5 - 1, 0));
    mesh.setColorAt(at, new Color(x / 4, y / 4, 0.5));
  }
  const twin = mesh.clone();
  twin.position.z = -2;
  twin.scale.setScalar(0.5);
  return scene([mesh, placed(twin, 2, 0, -2), looking(0, 0, 5)], 0x202428);
}

function batched(): Scene {
  const mesh = new BatchedMesh(4, 5000, 10_000, new MeshNormalMaterial());
  const [box, ball] = [mesh.addGeometry(new BoxGeometry()), mesh.addGeometry(new SphereGeometry(0.5, 24, 12))];
  for (const [at, geometry] of [box, ball, ball, box].entries()) {
    const instance = mesh.addInstance(geometry);
    mesh.setMatrixAt(
      instance,
      new Matrix4().makeRotationY(0.5).setPosition((at % 2) * 1.6 - 0.8, at < 2 ? 0.8 : -0.8, 0),
    );
  }
  return scene([mesh, looking(0, 0, 5)], 0x202428);
}

function lod(): Scene {
  const near = new LOD();
  const far = new LOD();
  for (const one of [near, far])
    for (const [distance, color] of [
      [0, 0xcc3322],
      [6, 0x33cc22],
      [20, 0x2233cc],
    ] as const)
      one.addLevel(
        new Mesh(new IcosahedronGeometry(0.6, distance === 0 ? 3 : 0), new MeshBasicMaterial({ color })),
        distance,
      );
  return scene([placed(near, -0.8, 0, 0), placed(far, 1.4, 0, -5), looking(0, 0, 4)], 0x202428);
}

function sprites(): Scene {
  const made = [0xff5533, 0x33ff55, 0x3355ff].map((color, at) => {
    const sprite = placed(new Sprite(new SpriteMaterial({ color, rotation: at * 0.4 })), at - 1, 0, -at);
    sprite.scale.set(0.8, 0.5 + at * 0.3, 1);
    return sprite;
  });
  const textured = placed(new Sprite(new SpriteMaterial({ map: checker() })), 0, 1.2, 0);
  textured.center.set(0.5, 0);
  return scene([...made, textured, looking(1, 1, 4)], 0x202428);
}

function points(): Scene {
  const places = Array.from({ length: 12 }, (_, at) => [Math.cos(at / 2), Math.sin(at / 2), at / 8 - 0.7]);
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new Float32BufferAttribute(places.flat(), 3));
  geometry.setAttribute(
    'color',
    new Float32BufferAttribute(
      places.flatMap(([x = 0, y = 0]) => [x / 2 + 0.5, y / 2 + 0.5, 1]),
      3,
    ),
  );
  return scene(
    [
      new Points(geometry, new PointsMaterial({ size: 0.25, vertexColors: true })),
      placed(new Points(geometry, new PointsMaterial({ size: 4, sizeAttenuation: false, color: 0xffdd55 })), 0, 0, -2),
      looking(0, 0, 4),
    ],
    0x202428,
  );
}

function lines(): Scene {
  const corners = [-1, -1, 0, 1, -1, 0, 0, 1, 0].map(value => value * 0.7);
  const triangle = () => new BufferGeometry().setAttribute('position', new Float32BufferAttribute(corners, 3));
  const dashed = new Line(triangle(), new LineDashedMaterial({ color: 0xffcc33, dashSize: 0.2, gapSize: 0.1 }));
  dashed.computeLineDistances();
  const box = new BoxGeometry(0.9, 0.9, 0.9);
  const wire = new LineBasicMaterial({ color: 0x66ccff });
  return scene(
    [
      placed(new Line(triangle(), new LineBasicMaterial({ color: 0xff5533 })), -1, 1, 0),
      placed(new LineLoop(triangle(), new LineBasicMaterial({ color: 0x55ff33 })), 1, 1, 0),
      placed(dashed, -1, -1, 0),
      placed(new LineSegments(new EdgesGeometry(box), wire), 0.5, -1, 0),
      placed(new LineSegments(new WireframeGeometry(box), wire), 1.6, -1, 0),
      looking(0, 0.6, 6),
    ],
    0x202428,
  );
}

function animated(): Scene {
  const box = new Mesh(new BoxGeometry(0.6, 0.6, 0.6), new MeshNormalMaterial());
  const other = placed(new Mesh(new BoxGeometry(0.3, 0.3, 0.3), new MeshBasicMaterial({ color: 0xffcc33 })), 0, 1, 0);
  const made = scene([box, other, looking(0, 0, 5)], 0x202428);
  // one clip names its target by uuid, from the scene; the other is the object's own
  made.animations = [
    new AnimationClip('slide', 2, [new VectorKeyframeTrack(`${box.uuid}.position`, [0, 2], [-1.5, 0, 0, 1.5, 0, 0])]),
  ];
  other.animations = [new AnimationClip('grow', 1, [new VectorKeyframeTrack('.scale', [0, 1], [1, 1, 1, 4, 1, 1])])];
  return made;
}

function morphed(): Scene {
  const geometry = new BufferGeometry().copy(new BoxGeometry(1, 1, 1, 4, 4, 4));
  const { array } = geometry.getAttribute('position');
  const round = Array.from(array);
  for (let at = 0; at < round.length; at += 3) {
    const length = Math.hypot(round[at] ?? 0, round[at + 1] ?? 0, round[at + 2] ?? 0);
    for (const axis of [0, 1, 2]) round[at + axis] = ((round[at + axis] ?? 0) / length) * 0.8;
  }
  geometry.morphAttributes['position'] = [new Float32BufferAttribute(round, 3)];
  const made = [0, 0.5, 1].map((influence, at) => {
    const mesh = placed(new Mesh(geometry, new MeshNormalMaterial({ flatShading: true })), at * 1.6 - 1.6, 0, 0);
    mesh.morphTargetInfluences = [influence];
    return mesh;
  });
  return scene([...made, looking(1, 2, 6)], 0x202428);
}

function layers(): Scene {
  const [shown, onAnother, hidden] = [0xcc3322, 0x33cc22, 0x2233cc].map((color, at) =>
    placed(new Mesh(new BoxGeometry(0.7, 0.7, 0.7), new MeshBasicMaterial({ color })), at - 1, 0, 0),
  );
  onAnother?.layers.set(3);
  if (hidden) hidden.visible = false;
  const front = placed(
    new Mesh(new PlaneGeometry(0.4, 0.4), new MeshBasicMaterial({ color: 0xffffff, depthTest: false })),
    -1,
    0,
    -2,
  );
  front.renderOrder = 5;
  // placed by its matrix alone, which has no position, rotation and scale
  const sheared = new Mesh(new BoxGeometry(0.5, 0.5, 0.5), new MeshNormalMaterial());
  sheared.matrixAutoUpdate = false;
  sheared.matrix.makeShear(0, 0, 0.8, 0, 0, 0).setPosition(0, 1, 0);
  const upright = placed(new Mesh(new ConeGeometry(0.3, 0.6, 16), new MeshNormalMaterial()), 1, 1, 0);
  upright.up.set(0, 0, 1);
  return scene(
    [shown, onAnother, hidden, front, sheared, upright, looking(0, 0, 5)].filter(one => one !== undefined),
    0x202428,
  );
}

function groups(): Scene {
  const faces = [0xcc3322, 0x22cc33, 0x3322cc, 0xcccc22, 0xcc22cc, 0x22cccc];
  const box = new Mesh(
    new BoxGeometry(1.4, 1.4, 1.4),
    faces.map(color => new MeshBasicMaterial({ color })),
  );
  box.rotation.set(0.5, 0.6, 0);
  const floor = placed(
    new Mesh(new PlaneGeometry(4, 4).rotateX(-Math.PI / 2), new ShadowMaterial({ opacity: 0.5 })),
    0,
    -1,
    0,
  );
  floor.receiveShadow = true;
  box.castShadow = true;
  const sun = placed(new DirectionalLight(0xffffff, 2), 1, 4, 1);
  sun.castShadow = true;
  return scene([box, floor, sun, looking(0, 1.5, 5)], 0xffffff);
}

function orthographic(): Scene {
  const camera = placed(new OrthographicCamera(-2, 2, 1, -1, 0.1, 20), 3, 3, 3);
  camera.lookAt(0, 0, 0);
  camera.zoom = 0.8;
  const made = rows(
    [new BoxGeometry(), new ConeGeometry(0.5)].map(geometry => new Mesh(geometry, new MeshNormalMaterial())),
  );
  made.children.splice(2, 1, camera);
  return made;
}

function glass(): Scene {
  const ball = new Mesh(
    new SphereGeometry(0.9, 48, 24),
    new MeshPhysicalMaterial({ transmission: 1, roughness: 0, thickness: 0.6, ior: 1.4 }),
  );
  const behind = placed(new Mesh(new PlaneGeometry(5, 5), new MeshBasicMaterial({ map: checker() })), 0, 0, -2);
  return scene([ball, behind, placed(new DirectionalLight(0xffffff, 3), 2, 3, 4), looking(0, 0, 5)], 0xffffff);
}
