import type { Scene } from '../../scenes/scene.ts';
import type { Asset } from '../asset.ts';
import type { StagedAsset, StageJob } from '../contract.ts';
import type { StageServer } from '../browser/stage-server.ts';

export interface OpenStageJob extends AsyncDisposable {
  job: StageJob;
}

/** Serves a scene's files to the stage until the job is disposed of. */
export function openStageJob(
  server: StageServer,
  scene: Scene,
  assets: ReadonlyMap<string, Asset>,
  light: Uint8Array | undefined,
): OpenStageJob {
  const urls = new Map<string, string>();
  const offer = (asset: Asset): string => {
    const url = urls.get(asset.digest) ?? server.offer(asset.bytes);
    urls.set(asset.digest, url);
    return url;
  };
  const stage = (asset: Asset): StagedAsset => ({
    url: offer(asset),
    format: asset.format,
    digest: asset.digest,
    toleratesMissingFiles: asset.absent !== undefined,
    files: Object.fromEntries([
      ...[...asset.files].map(([uri, file]) => [uri, offer(file)]),
      ...(asset.absent ?? []).map(uri => [uri, null]),
    ]),
  });
  const lightUrl = light && server.offer(light);
  return {
    job: { scene, assets: Object.fromEntries([...assets].map(([src, asset]) => [src, stage(asset)])), light: lightUrl },
    async [Symbol.asyncDispose]() {
      for (const url of urls.values()) server.withdraw(url);
      if (lightUrl) server.withdraw(lightUrl);
    },
  };
}
