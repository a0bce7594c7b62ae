import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { freePort } from '../deploy/embedded/postgres.ts'
import { callerPublicKeyPem } from '../test/caller.ts'
import { testDatabase } from '../test/postgres.ts'
import { redisAvailable, testRedis } from '../test/redis.ts'
import { root } from '../test/source-files.ts'
import { until } from '../test/until.ts'

test.runIf(redisAvailable)(
  'a box as a process gives requests their time, reloads on SIGHUP though that fails, and ends well',
  async () => {
    await using database = await testDatabase('verification')
    await using redis = await testRedis()
    const [port, internal] = [await freePort(), await freePort()]
    const child = spawn(process.execPath, ['box/run.fixture.ts'], {
      cwd: root,
      env: {
        DATABASE_URL: database.url,
        REDIS_URL: redis.url,
        CALLER_PUBLIC_KEY: callerPublicKeyPem,
        VERIFICATION_PORT: String(port),
        INTERNAL_PORT: String(internal),
        LOG_LEVEL: 'silent',
      },
      stdio: 'inherit',
    })
    const ended = once(child, 'exit')
    try {
      const answer = async () => (await fetch(`http://127.0.0.1:${port}/`)).json() as Promise<{ reloads: number }>
      // The internal port is the last to be opened.
      await until(async () => (await fetch(`http://127.0.0.1:${internal}/ready`)).ok)
      expect(await answer()).toEqual({ requestTimeout: 123_000, reloads: 0 })
      for (const reloads of [1, 2]) {
        child.kill('SIGHUP')
        await until(async () => (await answer()).reloads === reloads)
      }
    } finally {
      child.kill('SIGTERM')
    }
    expect(await ended).toEqual([0, null])
  },
)
