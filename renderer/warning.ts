/** What each warning means, by its stable code. */
export const warningCodes = {
  file_missing:
    'A file that the model names is not there, and missing: "substitute" asks for the picture without it: the default grey or the material’s colour is in its place.',
  part_not_drawn:
    'The model has parts of a kind that this service does not draw, such as the text of a VRML: the picture is without them.',
  script_not_run: 'The file has scripts, which are never run: the picture shows it as it is in the file.',
  transparency_lost: 'The background is transparent, and JPEG has no transparency: what is clear is white in it.',
} as const satisfies Record<string, string>;

export type WarningCode = keyof typeof warningCodes;

/** A difference between a picture and what was asked for, or what its file says. */
export interface Warning {
  code: WarningCode;
  /** JSON pointer into the scene as parsed, or into the body. */
  pointer: string;
  /** The difference, as a sentence without its full stop. */
  detail: string;
}

/** A warning of a file whose name and field are not known yet: `says` goes after its name. */
export interface FileWarning {
  code: WarningCode;
  says: string;
}
