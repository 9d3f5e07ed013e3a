import { joinLink } from '../../../../lib/joining';
import { documentIdSchema } from '../../../../lib/strapi';

type Context = { params: Promise<{ documentId: string }> };

/** The way out of the page: leads to Zoom by the visitor's own link, asked for at the click. */
export const GET = async (_request: Request, { params }: Context): Promise<Response> => {
  const documentId = documentIdSchema.safeParse((await params).documentId);
  const link = documentId.success ? await joinLink(documentId.data) : undefined;
  if (link === undefined)
    return new Response('This meeting cannot be joined now.', { status: 403 });
  return new Response(null, {
    status: 303,
    headers: { Location: link, 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' },
  });
};
