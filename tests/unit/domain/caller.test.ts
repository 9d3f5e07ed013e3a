import { networkOf, splitName } from '../../../server/src/domain/caller';
import { createCallPace } from '../../../server/src/domain/call-pace';

describe('the name of a caller', () => {
  it.each([
    ['Ann', { firstName: 'Ann', lastName: null }],
    ['  Ann   Bee ', { firstName: 'Ann', lastName: 'Bee' }],
    ['Ann Marie Bee', { firstName: 'Ann Marie', lastName: 'Bee' }],
  ])('%s', (name, parts) => expect(splitName(name)).toEqual(parts));
});

describe('the network of a machine', () => {
  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8::6', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
  ])('of %s is %s', (ip, network) => expect(networkOf(ip)).toBe(network));
});

describe('the pace of callers', () => {
  const at = (ms: number) => new Date(1_800_000_000_000 + ms);

  it('is each caller’s own, over a window that moves', () => {
    const pace = createCallPace({ limit: 2, windowMs: 1000 });
    expect(pace.take('a', at(0))).toBeNull();
    expect(pace.take('a', at(400))).toBeNull();
    expect(pace.take('a', at(600))).toBe(400);
    expect(pace.take('b', at(600))).toBeNull();
    expect(pace.take('a', at(1000))).toBeNull();
    expect(pace.take('a', at(1001))).toBe(399);
  });

  it('does not keep every address of a flood', () => {
    const pace = createCallPace({ limit: 1, windowMs: 1000 });
    for (let one = 0; one < 50_000; one += 1) pace.take(`ip:${one}`, at(one / 1000));
    expect(pace.size()).toBeLessThanOrEqual(20_000);
    // The latest are those that are still counted.
    expect(pace.take('ip:49999', at(60))).not.toBeNull();
  });
});
