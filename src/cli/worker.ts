import { all } from './Jobs'
import { serve } from './NodeWorker'

await serve(all)
