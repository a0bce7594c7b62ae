import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useQuery } from 'urql'
import { parsed } from '../../../web/graph/parsed.ts'
import { buttonClass } from '../../../web/ui/button.tsx'
import { Choice } from '../../../web/ui/choice.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { Skeleton } from '../../../web/ui/skeleton.tsx'
import { CapturePageDocument, type DistanceUnit, type OdometerFrameInput } from '../../generated/graphql.ts'
import { usePhotoQueue } from '../../photos/use-queue.tsx'
import { useCapture } from '../../photos/use-capture.tsx'
import { useTexts } from '../../texts/index.ts'
import { Preview } from './preview.tsx'
import { Sent } from './sent.tsx'
import { Taking, type Picture } from './taking.tsx'

/** Where the display should stand, in fractions of the picture: wide enough for six digits that are read. */
const GUIDE: OdometerFrameInput = { left: 0.1, top: 0.35, width: 0.8, height: 0.3 }

export function CaptureOdometer({ vehicle: asked }: { vehicle: string | undefined }) {
  const { photos: texts } = useTexts()
  const [{ data, error }] = useQuery({ query: parsed(CapturePageDocument), variables: {} })
  const [chosen, setChosen] = useState(asked)
  const vehicles = data?.me?.vehicles?.edges.map(({ node }) => node) ?? []
  const vehicle = vehicles.find(({ id }) => id === chosen) ?? vehicles.find(({ isDefault }) => isDefault) ?? vehicles[0]
  // Without a network nothing is known of it, and the photo is kept for the vehicle of the address.
  const vehicleId = data ? vehicle?.id : asked
  const usual = vehicle?.odometer?.unit ?? (data?.me?.units === 'IMPERIAL' ? 'MI' : null)
  if (vehicleId === undefined && !data && !error) return <Skeleton lines={3} />
  if (vehicleId === undefined)
    return (
      <Notice tone="info" title={texts.noVehicle}>
        <Link to="/odometer" className={buttonClass('primary')}>
          {texts.toVehicles}
        </Link>
      </Notice>
    )
  return (
    <>
      {vehicles.length > 1 && (
        <div className="mb-4 max-w-xs">
          <Choice
            label={texts.vehicle}
            value={vehicleId}
            options={vehicles.map(({ id, name }) => ({ value: id, name }))}
            onChange={setChosen}
          />
        </div>
      )}
      <TakeOne key={vehicleId} vehicle={{ id: vehicleId, name: vehicle?.name ?? null }} usual={usual} />
    </>
  )
}

function TakeOne({ vehicle, usual }: { vehicle: { id: string; name: string | null }; usual: DistanceUnit | null }) {
  const { photos: texts } = useTexts()
  const queue = usePhotoQueue()
  const { capture, used } = useCapture('ODOMETER')
  const [picture, setPicture] = useState<Picture | null>(null)
  const [unit, setUnit] = useState<DistanceUnit | 'USUAL'>('USUAL')
  const [sent, setSent] = useState<string | null>(null)

  const keep = async (_form: FormData, takenAt: Date) => {
    if (!picture) return
    const claim = {
      for: 'odometer',
      vehicleId: vehicle.id,
      vehicleName: vehicle.name,
      takenAt: takenAt.toISOString(),
      unit: unit === 'USUAL' ? usual : unit,
      guideFrame: picture.camera?.frame ?? null,
    } as const
    setSent(await queue.add(picture.file, { claim, captureId: picture.camera?.captureId ?? null }))
    setPicture(null)
    used()
  }
  if (sent !== null) return <Sent id={sent} another={() => setSent(null)} />
  if (!picture) return <Taking capture={capture} frame={GUIDE} guide={texts.guide} taken={setPicture} />
  return (
    <Preview picture={picture} fault={null} keep={keep} retake={() => setPicture(null)}>
      <Choice
        label={texts.counts}
        value={unit}
        options={[
          { value: 'USUAL', name: texts.asBefore },
          { value: 'KM', name: texts.units.KM },
          { value: 'MI', name: texts.units.MI },
        ]}
        onChange={setUnit}
      />
    </Preview>
  )
}
