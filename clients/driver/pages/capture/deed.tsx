import { useState } from 'react'
import { Choice } from '../../../web/ui/choice.tsx'
import { Field } from '../../../web/ui/field.tsx'
import { filled } from '../../../web/ui/filled.ts'
import type { DeedTask, Material } from '../../generated/graphql.ts'
import { usePhotoQueue } from '../../photos/use-queue.tsx'
import { useCapture } from '../../photos/use-capture.tsx'
import { useTexts } from '../../texts/index.ts'
import { Preview } from './preview.tsx'
import { Sent } from './sent.tsx'
import { Taking, type Picture } from './taking.tsx'

export function CaptureDeed({ task: asked }: { task: DeedTask | undefined }) {
  const { photos: texts } = useTexts()
  const queue = usePhotoQueue()
  const { capture, used } = useCapture('DEED')
  const [picture, setPicture] = useState<Picture | null>(null)
  const [task, setTask] = useState<DeedTask>(asked ?? 'TREE_PLANTING')
  const [material, setMaterial] = useState<Material | ''>('')
  const [fault, setFault] = useState<string | null>(null)
  const [sent, setSent] = useState<string | null>(null)

  const keep = async (form: FormData, takenAt: Date) => {
    if (!picture) return
    if (task === 'RECYCLING' && material === '') return setFault(texts.needsMaterial)
    const place = await hereNow()
    if (!place) return setFault(texts.needsPlace)
    setFault(null)
    const claim = {
      for: 'deed',
      task,
      material: task === 'RECYCLING' ? material || null : null,
      takenAt: takenAt.toISOString(),
      place,
      note: filled(form, 'note'),
    } as const
    setSent(await queue.add(picture.file, { claim, captureId: picture.camera?.captureId ?? null }))
    setPicture(null)
    used()
  }
  if (sent !== null) return <Sent id={sent} another={() => setSent(null)} />
  if (!picture) return <Taking capture={capture} frame={null} guide={texts.guideDeed} taken={setPicture} />
  return (
    <Preview picture={picture} fault={fault} keep={keep} retake={() => setPicture(null)}>
      <Choice label={texts.whichDeed} value={task} options={options(texts.tasks)} onChange={setTask} />
      {task === 'RECYCLING' && (
        <Choice
          label={texts.whichMaterial}
          value={material}
          options={[{ value: '' as const, name: '–' }, ...options(texts.materials)]}
          onChange={setMaterial}
        />
      )}
      <Field name="note" label={texts.note} maxLength={500} />
    </Preview>
  )
}

/** The names of an enum's values, as a list to choose from. */
const options = <Value extends string>(names: Readonly<Record<Value, string>>) =>
  // The record has exactly the enum's values.
  (Object.keys(names) as Value[]).map((value) => ({ value, name: names[value] }))

/** Null where the reader or the device does not say. */
const hereNow = (): Promise<{ latitude: number; longitude: number } | null> =>
  new Promise((resolve) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude } }) => resolve({ latitude, longitude }),
      () => resolve(null),
      { timeout: 15_000, maximumAge: 60_000 },
    )
  })
