import { admit } from '../../../../lib/joining';
import { documentIdSchema } from '../../../../lib/strapi';

type Context = { params: Promise<{ documentId: string }> };

/** What Zoom's SDK needs to let this visitor in. POST: other sites cannot send the cookie with it. */
export const POST = async (_request: Request, { params }: Context): Promise<Response> => {
  const documentId = documentIdSchema.safeParse((await params).documentId);
  if (!documentId.success) return new Response(null, { status: 404 });
  const admission = await admit(documentId.data);
  return typeof admission === 'number'
    ? new Response(null, { status: admission })
    : Response.json(admission, { headers: { 'Cache-Control': 'no-store' } });
};
