import { environment } from '../../../../lib/environment';
import { readFileUrl } from '../../../../lib/recordings';
import { documentIdSchema, refusalOf } from '../../../../lib/strapi';

type Context = { params: Promise<{ documentId: string }> };

const PASSED_ON = ['content-type', 'content-length', 'content-range', 'accept-ranges'];

/** A video from the Media Library, for those who may see the recording; its address stays here. */
export const GET = async (request: Request, { params }: Context): Promise<Response> => {
  const documentId = documentIdSchema.safeParse((await params).documentId);
  if (!documentId.success) return new Response(null, { status: 404 });
  try {
    const url = await readFileUrl(documentId.data);
    if (url === null) return new Response(null, { status: 404 });
    // Players ask for parts, so that one can begin in the middle.
    const range = request.headers.get('range');
    const file = await fetch(new URL(url, environment().STRAPI_URL), {
      headers: range ? { range } : {},
      cache: 'no-store',
      signal: request.signal,
    });
    const headers = new Headers({ 'Cache-Control': 'private, no-cache' });
    for (const name of PASSED_ON) {
      const value = file.headers.get(name);
      if (value !== null) headers.set(name, value);
    }
    return new Response(file.body, { status: file.status, headers });
  } catch (error) {
    return new Response(null, { status: refusalOf(error) });
  }
};
