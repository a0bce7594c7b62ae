import { getRouteApi } from '@tanstack/react-router'
import { SignedIn } from '../../../web/session/signed-in.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import { ConsentFirst } from '../../photos/consent.tsx'
import { useTexts } from '../../texts/index.ts'
import { CaptureDeed } from './deed.tsx'
import { CaptureOdometer } from './odometer.tsx'

const route = getRouteApi('/capture')

/** `?for=odometer&vehicle=…` or `?for=deed&task=…`: a photo with what it is of, kept on the device and sent. */
export function CapturePage() {
  const search = route.useSearch()
  const { photos: texts } = useTexts()
  return (
    <>
      <PageTitle>{search.for === 'deed' ? texts.title : texts.odometerTitle}</PageTitle>
      <SignedIn>
        <ConsentFirst>
          {search.for === 'deed' ? <CaptureDeed task={search.task} /> : <CaptureOdometer vehicle={search.vehicle} />}
        </ConsentFirst>
      </SignedIn>
    </>
  )
}
