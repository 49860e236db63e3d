/** Everything that an answer may warn of, by its stable name: what it means. */
export const warningCodes = {
  file_missing:
    'A file that the model names is not there, and missing: "substitute" asks for the picture without it: clay or the material’s colour is in its place.',
  part_not_drawn:
    'The model has parts of a kind that this service does not draw, such as the text of a VRML: the picture is without them.',
  script_not_run: 'The file has scripts, which are never run: the picture shows it as it is in the file.',
  transparency_lost: 'The background is transparent, and JPEG has no transparency: what is clear is white in it.',
} as const satisfies Record<string, string>;

export type WarningCode = keyof typeof warningCodes;

/** What is otherwise in a picture than was asked for, or than its file says, though it could be drawn. */
export interface Warning {
  code: WarningCode;
  /** JSON pointer into the scene as parsed, or into the body where that is what is warned of. */
  pointer: string;
  /** What is otherwise, as a sentence without its end. */
  detail: string;
}

/** The same of a file, by who knows neither its name nor which field asked for it: `says` stands behind its name. */
export interface FileWarning {
  code: WarningCode;
  says: string;
}
