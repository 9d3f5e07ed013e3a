import { playLink } from '../../../../lib/recordings';
import { documentIdSchema, refusalOf } from '../../../../lib/strapi';

type Context = { params: Promise<{ documentId: string }> };

/** Leads to Zoom's own page of a recording. */
export const GET = async (_request: Request, { params }: Context): Promise<Response> => {
  const documentId = documentIdSchema.safeParse((await params).documentId);
  if (!documentId.success) return new Response(null, { status: 404 });
  try {
    const link = await playLink(documentId.data);
    if (link === null) return new Response('This recording cannot be played.', { status: 404 });
    return new Response(null, {
      status: 303,
      headers: { Location: link, 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' },
    });
  } catch (error) {
    return new Response(null, { status: refusalOf(error) });
  }
};
