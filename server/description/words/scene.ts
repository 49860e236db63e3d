import type { Words } from './words.ts';

/** The scene itself, and what stands in it. */
export const sceneWords: Readonly<Record<string, Words>> = {
  Scene: {
    is: 'The body of POST /renders: what is to be seen, from where, and as which picture. It has either a model or nodes. Degrees, metres, sRGB colours, y up. Unknown fields are refused.',
    fields: {
      $schema: 'Address of this schema, for editors. No part of the picture, nor of the render’s id.',
      title:
        'What you call it: the heading of the preview page behind this answer’s link. No part of the picture, nor of the render’s id.',
      model: 'One model, framed, lit and grounded by good defaults.',
      nodes: 'Or a scene composed of parts.',
      camera:
        'Where it is seen from. Where neither camera nor views are given, the whole scene is framed from its front right, slightly above.',
      views: 'Or several cameras by name; each makes one frame, which is called after its view.',
      environment: 'Light from all around. Default: the preset studio.',
      background:
        'Transparent, the environment, the background of the model’s own file (model), or the exact colour that the picture has there.',
      ground: 'What the scene stands on. Default: a contact shadow below a model, nothing below nodes.',
      toneMapping: 'How bright light becomes colours of a screen.',
      exposure: 'Factor of the light before tone mapping.',
      output: 'Size, format and quality of the pictures.',
      outputs:
        'Or several outputs by name: each view makes a frame of each, called view.output. The scene is loaded once, and what differs in format or quality alone is drawn once. One request makes at most 256 frames and draws at most 268 435 456 pixels.',
      allowEmpty: 'Whether a picture in which nothing is to be seen is wanted all the same; otherwise it is refused.',
    },
  },
  Model: {
    is: 'A model’s file, glTF or any other format that is read: its src alone, or with what is to be shown of it.',
    fields: {
      src: 'Where the file is.',
      missing:
        'What is done where files are not there that the model names: libraries of materials, and images. With substitute it is drawn without them, clay or the material’s colour in their place, and a warning names each. Default: the model is refused, and the problem names the file.',
      variant:
        'Name of one of its material variants (KHR_materials_variants). A list of names, or * for all that the file has, makes every picture once for each, called view.variant; one model of a scene may have such a list. Default: the look that the file has.',
      animation: 'A moment of one of its clips. Default: the rest pose.',
      'animation.clip': 'Name of the clip. Default: the first of the file.',
      'animation.time': 'Seconds from the start of the clip; past its end it loops.',
      scene:
        'Which of the scenes of a glTF file: its name, or its place from 0. Default: the one that the file begins with.',
      nodes:
        'Changes of nodes by their names in the file; where several are called so, of each. They come after the animation, so they win.',
      materials: 'Changes of materials by their names in the file. They come after the variant, so they win.',
    },
  },
  NodeChange: {
    is: 'What is changed of a node that the file brings, for this use of the file alone. What is not given stays as it is.',
    fields: {
      visible: 'Whether it and what is below it are seen; what is not is not framed either, and casts no shadow.',
      position: 'Metres, relative to its parent in the file.',
      rotation: 'Degrees about x, y and z, applied in that order (Euler XYZ of three.js).',
      scale: 'One factor, or one for each axis.',
    },
  },
  Camera: {
    is: 'A camera in one of three forms. Framed: orbit, fit, margin and target choose the direction, and the distance follows from what is to be seen. Explicit: position and target. Or from: a camera of the model’s file.',
    fields: {
      type: 'An orthographic camera has no perspective, and a height in place of fov.',
      orbit:
        'Framed: [azimuth, elevation] in degrees. Azimuth 0 looks at the front (+z) and grows to the right; elevation 90 looks straight down. Default [30, 15].',
      fit: 'Framed: contain has all of it in the picture; cover fills the picture, and what is longer than the picture is cut off at its edges. Default contain.',
      margin: 'Framed: share of the picture’s shorter side left free at each edge. Default 0.08.',
      position: 'Explicit: where the camera is.',
      target: 'Framed: name of the node to frame. Explicit: the point to look at, by default the origin.',
      up: 'Explicit: which way is up in the picture. Default [0, 1, 0].',
      fov: 'Perspective: vertical field of view in degrees. Default 30.',
      height:
        'Orthographic: metres from the bottom of the picture to its top. Default: what is to be seen fits; needed with position.',
      from: 'A camera in the model’s file, taken as it is: its name, or its place among them, from 0. Nothing else goes with it but type.',
    },
  },
  Views: {
    is: 'Cameras by name, 1 to 64 of them. A name has 1–64 of A–Z a–z 0–9 _ - and begins with a letter or digit.',
  },
  Environment: {
    is: 'Light from all around: the name of a preset, model, none, or either a preset or a src with its settings.',
    fields: {
      preset: 'An environment that comes with the service; model, the one in the model’s own file; or none.',
      src: 'An equirectangular Radiance .hdr or OpenEXR file.',
      rotation:
        'Degrees about the y axis, counter-clockwise seen from above; 0 is the orientation that three.js gives an equirectangular picture.',
      intensity: 'Factor of its light.',
    },
  },
  Ground: {
    is: 'What the scene stands on: none, a soft contact shadow, or a catcher of the shadows that the lights cast.',
    fields: {
      shadow:
        'Contact: soft, below what nearly touches the ground. Cast: by the lights that cast shadows, or by one from the upper left where none does.',
      opacity: 'Of the darkest place.',
      blur: '0 is crisp, 1 is as soft as the scene is wide.',
    },
  },
  ToneMapping: {
    is: 'The tone mappings of three.js. Neutral keeps the colours of a product; none clips, and takes no exposure.',
  },
  Output: {
    is: 'What pictures are wanted. Width × height is at most 16 777 216 pixels.',
    fields: {
      width: 'Pixels.',
      height: 'Pixels.',
      format:
        'How pictures are encoded. Where a POST asks for a picture by Accept: image/… and this is not given, that format. JPEG has no transparency: what is transparent is white in it, and the answer warns of it.',
      quality: 'The encoder’s; PNG is lossless and takes none.',
      sampling:
        'The renderer’s: draft is quickest, without the shadows of an environment; best gathers many slightly shifted samples, lit from many places, until more would change nothing.',
    },
  },
  Outputs: {
    is: 'Outputs by name, 1 to 16 of them. A name has 1–64 of A–Z a–z 0–9 _ - and begins with a letter or digit.',
  },
  Node: {
    is: 'A thing in the scene: a mesh (geometry, with its material), a light, a model, or a group of children.',
    fields: {
      name: 'By which a camera may target it.',
      position: 'Metres, relative to the node that it is a child of.',
      rotation: 'Degrees about x, y and z, applied in that order (Euler XYZ of three.js).',
      scale: 'One factor, or one for each axis.',
      visible: 'Whether it and its children are seen.',
      castShadow: 'Whether its meshes cast shadows.',
      receiveShadow: 'Whether shadows fall on its meshes.',
      geometry: 'Makes it a mesh.',
      material: 'Of the geometry. Default: white, half rough.',
      light: 'Makes it a light.',
      model: 'Makes it a model.',
      children: 'Nodes that move, turn and scale with it.',
    },
  },
};
