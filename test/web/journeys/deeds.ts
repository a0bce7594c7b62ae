import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { ClaimReviewDocument, DecideReviewDocument } from '../../../clients/admin/generated/graphql.ts'
import {
  AnnounceMeetupDocument,
  JoinThisMeetupDocument,
  ShowMeetupCodeDocument,
  SubmitDeedDocument,
} from '../../../clients/driver/generated/graphql.ts'
import { createClient } from '../../../clients/sdk/client.ts'
import { consent, uploadPhoto } from '../../../deploy/demo/photo-steps.ts'
import { dashboardPhoto } from '../../photos.ts'
import { makeWorld, type TestWorld } from '../../world.ts'
import type { Login, Web } from '../platform.ts'

const PLACE = { latitude: 53.22, longitude: 6.57 }

export function deeds(web: () => Web): void {
  let world: TestWorld
  let page: Page
  let complaints: string[]
  let deed: string
  beforeAll(async () => {
    world = await makeWorld(web().graphUrl, 0, { at: PLACE })
    ;({ page, complaints } = await web().open('driver', world.driver))
  })

  test('what can be done stands with what it earns, and leads to the camera', async () => {
    await page.goto('/deeds')
    const task = page.locator('details').filter({ hasText: 'Go by bicycle' })
    await task.locator('summary').click()
    await task.getByText(/^\d+\.\d{2} EVC for each$/).waitFor()
    await task.getByText('Stand still to take the photo.').waitFor()
    const camera = task.getByRole('link', { name: 'Take a photo' })
    expect(await camera.getAttribute('href')).toBe('/capture?for=deed&task=CYCLING')
    await page.getByText('Nothing yet. Choose one of the deeds above').waitFor()
    expect(complaints).toEqual([])
  })

  test('a deed comes into the list by itself, a person decides, and its page leads to what it has earned', async () => {
    const client = await web().client(world.driver)
    await consent(client)
    const photoId = await uploadPhoto(client, 'DEED', (await dashboardPhoto({ reading: 77, seed: 77 })).jpeg)
    const input = { photoId, task: 'CYCLING' as const, takenAt: new Date().toISOString(), place: PLACE }
    deed = (await client.execute(SubmitDeedDocument, { input })).submitDeed.id
    const row = page.locator(`a[href="/deeds/${deed}"]`)
    await row.getByText('With a person').waitFor()
    await row.click()
    await page.getByRole('link', { name: 'To the eco-deeds' }).waitFor()
    await page.getByText('A person looks at the photo.').waitFor()

    await approve(web, world.reviewer, photoId)
    await page.getByText('Counts', { exact: true }).waitFor()
    await page.getByRole('link', { name: 'How it came about' }).waitFor()
    await page.getByRole('link', { name: 'To the eco-deeds' }).click()
    await row.getByText('Counts', { exact: true }).waitFor()
    await row.getByText(/EVC$/).waitFor()
    web().look('driver', world.driver, '/deeds', `/deeds/${deed}`)
    expect(complaints).toEqual([])
  })

  test('the filter is part of the address, and what is none is left out', async () => {
    await page.goto('/deeds?state=REJECTED')
    await page.getByText('Nothing yet.').waitFor()
    expect(await page.getByLabel('Show', { exact: true }).inputValue()).toBe('REJECTED')
    await page.goto('/deeds?state=nonsense')
    await page.locator(`a[href="/deeds/${deed}"]`).waitFor()
    expect(complaints).toEqual([])
  })

  test('nobody sees the deed of somebody else', async () => {
    const { page: stranger } = await web().open('driver', await somebody(web))
    await stranger.goto(`/deeds/${deed}`)
    await stranger.getByText('There is no such page.').waitFor()
    expect(await stranger.getByText('Go by bicycle').count()).toBe(0)
  })

  test('one is on a leaderboard under a made-up name, until one shows one’s own', async () => {
    await page.goto('/leaderboards?board=deeds&period=DAY')
    await page.getByText('1 deed', { exact: true }).first().waitFor()
    const { page: other } = await web().open('driver', null)
    await other.goto('/leaderboards?board=deeds&period=DAY')
    await other.getByText('Sign in to see your own place.').waitFor()
    await other
      .getByRole('cell', { name: /^Driver [0-9A-F]{8}$/ })
      .first()
      .waitFor()

    const [name] = await page.getByRole('cell', { name: /\(You\)$/ }).allTextContents()
    const shown = page.getByRole('switch', { name: 'Show my name to others here' })
    expect(await shown.isChecked()).toBe(false)
    const own = String(name).replace(' (You)', '')
    expect(await other.getByRole('cell', { name: own, exact: true }).count()).toBe(0)
    await shown.click()
    await page.getByText('Others see your name on this kind of list.').waitFor()
    await other.reload()
    await other.getByRole('cell', { name: own, exact: true }).waitFor()
    await page.getByLabel('What counts').selectOption('Tokens')
    await page.waitForURL(/board=tokens/)
    web().look('driver', world.driver, '/leaderboards?board=deeds&period=DAY')
    expect(complaints).toEqual([])
  })

  test('a host announces a meetup in a form: what is wrong stands at its field, and nothing typed is lost', async () => {
    await page.goto('/meetups/new')
    await page.getByLabel('Name').fill('Clean the canal <b>together</b>')
    await page.getByLabel('What will be done, and what to bring').fill('Gloves\nand boots')
    await page.getByLabel('Meeting point').fill('Bridge, Canal 1')
    await page.getByLabel('Day').fill(dayAhead(2))
    await page.getByLabel('From').fill('23:00')
    await page.getByLabel('Until').fill('01:00')
    await page.getByLabel('Time zone of the place').fill('Middle/Earth')
    await page.getByLabel('Latitude').fill('53,22')
    await page.getByLabel('Longitude').fill('6.57')
    await page.getByLabel('Seats').fill('1')
    await page.getByRole('button', { name: 'Announce it' }).click()
    await page.locator('[name=timeZone][aria-invalid=true]').waitFor()
    expect(await page.getByLabel('Name').inputValue()).toBe('Clean the canal <b>together</b>')

    await page.getByLabel('Time zone of the place').fill('Europe/Amsterdam')
    await page.getByRole('button', { name: 'Announce it' }).click()
    await page.getByRole('heading', { name: 'Clean the canal <b>together</b>' }).waitFor()
    await page.getByText('0 of 1 seats taken').waitFor()
    // An end before the beginning is that of the next day.
    await page.getByRole('heading', { name: /23:00 – .*01:00/ }).waitFor()
    expect(complaints).toEqual([])
  })

  test('who joins is seen by the host at once; what is full says so to others; a seat is given back after a question', async () => {
    const meetup = new URL(page.url()).pathname
    const guest = await web().open('driver', await somebody(web))
    const late = await web().open('driver', await somebody(web))
    await guest.page.goto('/meetups')
    await guest.page.locator(`a[href="${meetup}"]`).click()
    await late.page.goto(meetup)
    await guest.page.getByRole('button', { name: 'Join' }).click()
    await guest.page.getByText('You have joined').waitFor()
    await page.getByRole('listitem').filter({ hasText: 'Somebody' }).waitFor()
    await late.page.getByText('Full', { exact: true }).waitFor()

    await guest.page.goto('/meetups?which=joined')
    await guest.page.locator(`a[href="${meetup}"]`).click()
    await guest.page.getByRole('button', { name: 'Give my seat back' }).click()
    await guest.page.getByRole('dialog').getByRole('button', { name: 'Give my seat back' }).click()
    await late.page.getByRole('button', { name: 'Join' }).waitFor()

    await page.getByRole('button', { name: 'Call it off' }).click()
    await page.getByRole('dialog').getByLabel('Why').fill('Storm')
    await page.getByRole('dialog').getByRole('button', { name: 'Call it off' }).click()
    await late.page.getByText('Called off: Storm').waitFor()
    expect([complaints, guest.complaints, late.complaints]).toEqual([[], [], []])
  })

  test('one checks in by the code of the host, or by being there, once the meetup is on', async () => {
    const host = await web().client(world.driver)
    const guestLogin = await somebody(web)
    const begins = Date.now() + 2_000
    const { createMeetup } = await host.execute(AnnounceMeetupDocument, {
      input: {
        idempotencyKey: randomUUID(),
        title: 'Bicycles',
        description: 'A ride.',
        task: 'CYCLING',
        address: 'Bridge',
        place: PLACE,
        startsAt: new Date(begins).toISOString(),
        endsAt: new Date(begins + 3_600_000).toISOString(),
        timeZone: 'Europe/Amsterdam',
        capacity: 2,
      },
    })
    const input = { meetupId: createMeetup.id }
    await (await web().client(guestLogin)).execute(JoinThisMeetupDocument, { input })
    await host.execute(JoinThisMeetupDocument, { input })
    const { code } = (await host.execute(ShowMeetupCodeDocument, { input })).renewMeetupCode

    const guest = await web().open('driver', guestLogin)
    await guest.page.goto(`/meetups/${createMeetup.id}`)
    const field = guest.page.getByLabel('Code of the host')
    await field.fill('0000-0000')
    await guest.page.getByRole('button', { name: 'Check in by the code' }).click()
    await guest.page.getByText('This is not the code.').waitFor()
    await field.fill(code.toLowerCase())
    await guest.page.getByRole('button', { name: 'Check in by the code' }).click()
    await guest.page.getByText('You have checked in').waitFor()
    await guest.page.getByRole('link', { name: 'Tell of the deed' }).waitFor()

    await page.context().grantPermissions(['geolocation'])
    await page.context().setGeolocation({ latitude: PLACE.latitude + 0.1, longitude: PLACE.longitude })
    await page.goto(`/meetups/${createMeetup.id}`)
    await page.getByRole('button', { name: 'Check in by my place' }).click()
    await page.getByText('You are not there yet').waitFor()
    await page.context().setGeolocation(PLACE)
    await page.getByRole('button', { name: 'Check in by my place' }).click()
    await page.getByText('You have checked in').waitFor()
    web().look('driver', world.driver, '/meetups?status=any&which=mine', '/meetups/new', `/meetups/${createMeetup.id}`)
    expect([complaints, guest.complaints]).toEqual([[], []])
  })

  test('a meetup that is none is not found', async () => {
    await page.goto(`/meetups/${randomUUID()}`)
    await page.getByText('There is no such page.').waitFor()
  })
}

/** Decides cases until that of this photo is approved. */
async function approve(web: () => Web, login: Login, photoId: string): Promise<void> {
  const reviewer = await web().client(login)
  await expect
    .poll(
      async () => {
        const { reviewCase } = (await reviewer.execute(ClaimReviewDocument, { input: { purpose: 'DEED' } })).claimReview
        if (!reviewCase) return null
        await reviewer.execute(DecideReviewDocument, { input: { caseId: reviewCase.id, decision: 'APPROVED' } })
        return reviewCase.photo.id
      },
      { timeout: 60_000 },
    )
    .toBe(photoId)
}

/** A new account. */
async function somebody(web: () => Web): Promise<Login> {
  const login = { email: `somebody-${randomUUID()}@evergraph.test`, password: 'a-long-enough-password' }
  await using client = createClient({ url: web().graphUrl })
  await client.register({ ...login, displayName: 'Somebody' })
  return login
}

const dayAhead = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
