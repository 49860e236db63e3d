import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';

const xyz = z.object({ x: z.number(), y: z.number(), z: z.number() });

/** One scenario of Khronos' Render Fidelity comparison, as its own configuration has it; what is not read here is let be. */
const scenario = z.object({
  name: z.string().min(1),
  /** Paths below the scenarios' folder. */
  model: z.string().min(1),
  lighting: z.string().min(1),
  /** Pixels. */
  dimensions: z.object({ width: z.int().positive(), height: z.int().positive() }),
  target: xyz,
  /** Degrees and metres: theta about the y axis from +z, phi down from +y. */
  orbit: z.object({ theta: z.number(), phi: z.number(), radius: z.number().positive() }),
  /** Degrees. */
  verticalFoV: z.number().positive().default(45),
  /** Whether the light is the background too. */
  renderSkybox: z.boolean().default(false),
});

export type Scenario = z.output<typeof scenario>;

/** The scenarios of a folder by name; nothing where there is no such folder. */
export async function readScenarios(folder: string): Promise<Scenario[] | undefined> {
  const text = await readFile(join(folder, 'scenarios.json'), 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const { scenarios } = z.object({ scenarios: z.array(scenario) }).parse(JSON.parse(text));
  return scenarios.toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
}

/** What a scenario is called where people read it. */
export function titleOf({ name }: Scenario): string {
  return name.replace(/^khronos-/, '');
}
