/** What the player does with the browser around it. `stage` is the element that holds the video and its controls. */

const videoOf = (stage: HTMLElement | null) => stage?.querySelector('video') ?? null;

export async function toggleFullScreen(stage: HTMLElement | null): Promise<void> {
  if (document.fullscreenElement !== null) return document.exitFullscreen();
  if (stage?.requestFullscreen !== undefined) return stage.requestFullscreen().catch(() => undefined);
  // iPhones: the video alone can fill the screen.
  const video = videoOf(stage) as (HTMLVideoElement & { webkitEnterFullscreen?: () => void }) | null;
  video?.webkitEnterFullscreen?.();
}

export async function pictureInPicture(stage: HTMLElement | null): Promise<void> {
  if (document.pictureInPictureElement !== null) return document.exitPictureInPicture();
  await videoOf(stage)
    ?.requestPictureInPicture()
    .catch(() => undefined);
}

/** The picture on the screen as a JPEG file, named by the camera and the time (Unix seconds). */
export async function saveSnapshot(stage: HTMLElement | null, title: string, time: number): Promise<void> {
  const video = videoOf(stage);
  if (video === null || video.videoWidth === 0) return;
  const canvas = document.createElement('canvas');
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.92));
  if (blob === null) return;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = `${title} ${new Date(time * 1000).toISOString().slice(0, 19).replaceAll(':', '-')}Z.jpg`;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
