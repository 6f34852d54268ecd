/** What the contract takes; larger pictures are made smaller here. */
const types = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'] as const;
type ImageType = (typeof types)[number];
export type FittedImage = { type: ImageType; base64: string };

/** Pixels of the longer side, and bytes. */
const longestSide = 1_600;
const mostBytes = 1_500_000;

/** The size at which a picture's longer side has at most so many pixels. */
export function sizeWithin(width: number, height: number, longest: number): { width: number; height: number } {
  const scale = Math.min(1, longest / Math.max(width, height));
  const side = (length: number) => Math.max(1, Math.round(length * scale));
  return { width: side(width), height: side(height) };
}

/**
 * A picture as it is posted: small enough, and without what cameras write into it (such as where it was taken). A small
 * GIF stays as it is, so that it still moves. `undefined` for what is no picture, or none that can be made small enough.
 */
export async function fitImage(file: Blob): Promise<FittedImage | undefined> {
  if (file.type === 'image/gif' && file.size <= mostBytes) return fitted(file);
  try {
    const picture = await createImageBitmap(file);
    for (const [type, quality] of waysOf(file.type)) {
      const drawn = await draw(picture, type, quality);
      if (drawn && drawn.size <= mostBytes) return fitted(drawn);
    }
  } catch {
    // The browser cannot read it.
  }
  return undefined;
}

/** What pasted or dropped things hold that may be a picture. */
export function imageIn(data: DataTransfer | null): File | undefined {
  return [...(data?.files ?? [])].find(({ type }) => type.startsWith('image/'));
}

/** Screenshots stay sharp where that is small enough; photographs are compressed, more if need be. */
function waysOf(type: string): [ImageType, number?][] {
  const compressed: [ImageType, number][] = [
    ['image/jpeg', 0.85],
    ['image/jpeg', 0.6],
    ['image/jpeg', 0.4],
  ];
  return type === 'image/jpeg' ? compressed : [['image/png'], ...compressed];
}

function draw(picture: ImageBitmap, type: ImageType, quality?: number): Promise<Blob | null> {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, sizeWithin(picture.width, picture.height, longestSide));
  const pen = canvas.getContext('2d');
  if (type === 'image/jpeg' && pen) {
    // Where a picture is transparent, it would be black.
    pen.fillStyle = 'white';
    pen.fillRect(0, 0, canvas.width, canvas.height);
  }
  pen?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, type, quality));
}

/** The picture as the API takes it. */
export async function fitted(image: Blob): Promise<FittedImage | undefined> {
  const type = types.find((known) => known === image.type);
  if (!type) return undefined;
  const url = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(image);
  });
  return { type, base64: url.slice(url.indexOf(',') + 1) };
}
