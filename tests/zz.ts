import { build } from '@/lib/kustomize';
import { randomTree } from './parity/kustomize/trees';
const counts = new Map<string, number>(); let ok=0;
for (let s=1;s<=1500;s++){ const t=randomTree(s); const r=build(new Map(t.files), t.target); if('error' in r){ const k=r.error.replace(/<ROOT>[^ ']*/g,'R').slice(0,300).replace(/\n/g,'⏎'); counts.set(k,(counts.get(k)??0)+1);} else ok++; }
console.log(ok); for (const [k,v] of [...counts].sort((a,b)=>b[1]-a[1]).slice(0,45)) console.log(v,k);
