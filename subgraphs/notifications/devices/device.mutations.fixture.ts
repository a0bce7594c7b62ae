import { newId } from '#lib/id.ts'
import type { MutationCase } from '../../../test/mutation-case.ts'

const web = {
  endpoint: 'https://updates.push.services.mozilla.com/wpush/v2/nobody',
  p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
  auth: 'BTBZMqHH6r4Tts7J_aSIgg',
}

export const deviceMutations: Record<string, MutationCase> = {
  registerDevice: {
    input: { web, name: 'Laptop' },
    stranger: 'FINE',
    bad: [
      [{ name: 'x'.repeat(101) }, ['input', 'name']],
      [{ name: 'no\0text' }, ['input', 'name']],
      [{ web: null }, ['input']],
      [{ fcm: { token: 'registration-token' } }, ['input']],
      [{ web: { ...web, endpoint: 'https://10.0.0.1/push' } }, ['input', 'web', 'endpoint']],
      [{ web: { ...web, endpoint: 'http://updates.push.services.mozilla.com/push' } }, ['input', 'web', 'endpoint']],
      [{ web: { ...web, p256dh: web.auth } }, ['input', 'web', 'p256dh']],
      [{ web: { ...web, auth: 'short' } }, ['input', 'web', 'auth']],
      [{ web: null, fcm: { token: 'no token' } }, ['input', 'fcm', 'token']],
      [{ web: null, apns: { token: 'nonsense' } }, ['input', 'apns', 'token']],
    ],
  },
  unregisterDevice: { input: { deviceId: newId() }, stranger: 'FINE', bad: [[{ deviceId: 'nonsense' }, ['input', 'deviceId']]] },
}
