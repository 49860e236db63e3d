import type { Service } from '../context.ts';
import { hasAlpha, type RenderRecord, type ToldWarning } from '../renders/record.ts';

/** Cloud Storage signs URLs for seven days at most. */
const signedFor = 7 * 24 * 3600 * 1000 - 60_000;

export interface Told {
  warnings?: readonly ToldWarning[];
  title?: string | undefined;
}

/**
 * A render's JSON as it is answered.
 * @param origin origin of its URLs
 * @param told what the request adds: its own warnings, and the scene's title
 */
export async function present(
  service: Service,
  record: RenderRecord,
  origin: string,
  { warnings = record.warnings, title }: Told = {},
): Promise<object> {
  const expires = new Date(Date.now() + signedFor);
  const frames = record.frames.map(async ({ name, view = name.replace(/\.\w+$/, ''), ...frame }) => ({
    name,
    view,
    ...frame,
    alpha: hasAlpha(frame),
    url: await frameUrl(service, record.id, name, origin, expires),
  }));
  return {
    id: record.id,
    state: record.state,
    created: record.created,
    frames: await Promise.all(frames),
    preview: `${origin}/previews/${service.links.sign(record.id, title)}`,
    timings: record.timings,
    renderer: record.renderer,
    ...(warnings.length > 0 && { warnings }),
  };
}

async function frameUrl(
  { repository, options }: Service,
  id: string,
  name: string,
  origin: string,
  expires: Date,
): Promise<string> {
  const signed = options.frameUrls === 'signed' ? await repository.signedUrl(id, name, expires) : undefined;
  return signed ?? `${origin}/renders/${id}/${name}`;
}
