import { askAtTheGate } from '../../../../lib/joining';
import { documentIdSchema } from '../../../../lib/strapi';

type Context = { params: Promise<{ documentId: string }> };

/** Whether this visitor may join now; never with the link. */
export const GET = async (_request: Request, { params }: Context): Promise<Response> => {
  const documentId = documentIdSchema.safeParse((await params).documentId);
  if (!documentId.success) return new Response(null, { status: 404 });
  return Response.json(await askAtTheGate(documentId.data), {
    headers: { 'Cache-Control': 'no-store' },
  });
};
