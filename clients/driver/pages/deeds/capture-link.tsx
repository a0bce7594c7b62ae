import { Link } from '@tanstack/react-router'
import { buttonClass } from '../../../web/ui/button.tsx'
import type { DeedTask } from '../../generated/graphql.ts'

/** To the camera, for a deed: each deed is told of by a photo, also where a charging session proves it. */
export const CaptureLink = ({ task, children }: { task: DeedTask; children: string }) => (
  <Link to="/capture" search={{ for: 'deed', task }} className={buttonClass('primary')}>
    {children}
  </Link>
)
