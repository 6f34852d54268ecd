import { download } from '../../download.ts';

/**
 * Prints the page; where the frame it stands in may not, saves what is to be printed as a file that any browser can open and
 * print.
 */
export async function print(paper: HTMLElement, title: string): Promise<'printed' | 'saved'> {
  let began = false;
  const begin = () => {
    began = true;
  };
  window.addEventListener('beforeprint', begin, { once: true });
  // A frame that may not print says nothing, and does nothing.
  window.print();
  window.removeEventListener('beforeprint', begin);
  if (began) return 'printed';
  download('leaders.html', new Blob([await standalone(paper, title)], { type: 'text/html' }));
  return 'saved';
}

const look =
  'body{font:16px/1.5 sans-serif;max-width:46rem;margin:2cm auto}article{break-inside:avoid;margin-bottom:1.5cm}img{max-width:100%}';

/** What is to be printed as a page that needs nothing else. */
async function standalone(paper: HTMLElement, title: string): Promise<string> {
  const page = document.implementation.createHTMLDocument(title);
  page.documentElement.lang = document.documentElement.lang;
  const style = page.createElement('style');
  style.textContent = look;
  const heading = page.createElement('h1');
  heading.textContent = title;
  page.head.append(style);
  page.body.append(heading, page.importNode(paper, true));
  await Promise.all([...page.images].map(embed));
  return `<!doctype html>${page.documentElement.outerHTML}`;
}

/** An image of this page is gone with it: its content goes into the file. */
async function embed(image: HTMLImageElement): Promise<void> {
  const content = await (await fetch(image.src)).blob();
  image.src = await new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(content);
  });
}
