import { asVisitor, documentIdSchema, refusalOf } from '../../../lib/strapi';

type Context = { params: Promise<{ documentId: string }> };

/** A captions track: a `<track>` cannot send a log-in elsewhere, and may not come from elsewhere. */
export const GET = async (_request: Request, { params }: Context): Promise<Response> => {
  const documentId = documentIdSchema.safeParse((await params).documentId);
  if (!documentId.success) return new Response(null, { status: 404 });
  try {
    const client = await asVisitor();
    const track = await client.fetch(`/zoom/transcripts/${documentId.data}/captions.vtt`);
    return new Response(track.body, {
      headers: { 'Content-Type': 'text/vtt; charset=utf-8', 'Cache-Control': 'private, no-cache' },
    });
  } catch (error) {
    return new Response(null, { status: refusalOf(error) });
  }
};
