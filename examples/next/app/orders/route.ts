import { customerio } from '../../lib/customerio';

export async function POST(request: Request): Promise<Response> {
  const { customer, total } = (await request.json()) as { customer: string; total: number };
  await customerio.track(customer, 'order_placed', { total });
  return Response.json({ ordered: true });
}
