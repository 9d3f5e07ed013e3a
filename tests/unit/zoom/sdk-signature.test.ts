import { createHmac } from 'node:crypto';

import { jwtVerify } from 'jose';

import { SDK_LIMITS, signSdkJoin, type SdkJoin } from '../../../server/src/zoom';

const JOIN: SdkJoin = {
  sdkKey: 'sdk-client-id',
  sdkSecret: 'sdk-client-secret',
  meetingNumber: '81234567890',
  role: 0,
  issuedAt: 1_767_225_600,
  lifetimeSeconds: 7200,
};
const secret = new TextEncoder().encode(JOIN.sdkSecret);

/** Made from the payload of Zoom's sample, by another program. */
const VECTOR =
  'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJhcHBLZXkiOiJzZGstY2xpZW50LWlkIiwic2RrS2V5Ijoic2RrLWNsaWVudC1pZCIsIm1uIjoiODEyMzQ1Njc4OTAiLCJyb2xlIjowLCJpYXQiOjE3NjcyMjU2MDAsImV4cCI6MTc2NzIzMjgwMCwidG9rZW5FeHAiOjE3NjcyMzI4MDAsInZpZGVvX3dlYnJ0Y19tb2RlIjoxfQ.O2vo3bkJZ0qHdjjzwNxL9540eMcmT1NRxOwS5VjR0i0';

describe('the signature of the Meeting SDK', () => {
  it('is the vector, byte for byte', () => {
    expect(signSdkJoin(JOIN)).toBe(VECTOR);
  });

  it.each([0, 1] as const)('is verified by another library, role %d', async (role) => {
    const { payload, protectedHeader } = await jwtVerify(signSdkJoin({ ...JOIN, role }), secret, {
      algorithms: ['HS256'],
      currentDate: new Date((JOIN.issuedAt + 60) * 1000),
    });
    expect(protectedHeader).toEqual({ alg: 'HS256', typ: 'JWT' });
    expect(payload).toEqual({
      appKey: 'sdk-client-id',
      sdkKey: 'sdk-client-id',
      mn: '81234567890',
      role,
      iat: JOIN.issuedAt,
      exp: JOIN.issuedAt + 7200,
      tokenExp: JOIN.issuedAt + 7200,
      video_webrtc_mode: 1,
    });
  });

  it('is good for nobody who changes a byte of it, and not after its time', async () => {
    const [header, , mac] = VECTOR.split('.');
    const forged = Buffer.from(
      JSON.stringify({ appKey: 'sdk-client-id', mn: '81234567890', role: 1 })
    ).toString('base64url');
    const now = { currentDate: new Date((JOIN.issuedAt + 60) * 1000) };
    await expect(jwtVerify(`${header}.${forged}.${mac}`, secret, now)).rejects.toThrow(/signature/);
    const late = { currentDate: new Date((JOIN.issuedAt + 7201) * 1000) };
    await expect(jwtVerify(VECTOR, secret, late)).rejects.toThrow(/exp/);
    const own = createHmac('sha256', secret).update(VECTOR.split('.').slice(0, 2).join('.'));
    expect(own.digest('base64url')).toBe(mac);
  });

  it.each([SDK_LIMITS.shortest - 1, SDK_LIMITS.longest + 1])(
    'is not made for %d seconds, which Zoom refuses',
    (lifetimeSeconds) => {
      expect(() => signSdkJoin({ ...JOIN, lifetimeSeconds })).toThrow(RangeError);
    }
  );

  it.each(['', '12', '8123456789O', '81234567890 ', '../81234567890', '8123456789012'])(
    'is not made for “%s”, which is no meeting number',
    (meetingNumber) => {
      expect(() => signSdkJoin({ ...JOIN, meetingNumber })).toThrow(RangeError);
    }
  );
});
