import { chromium } from "@playwright/test";
const b = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox","--enable-unsafe-webgpu"] });
const errs=[];
async function page(w,h,scheme){ const c=await b.newContext({viewport:{width:w,height:h},colorScheme:scheme}); const p=await c.newPage(); p.on("pageerror",e=>errs.push(String(e))); await p.addInitScript(()=>localStorage.setItem("paretoscope-tour","seen")); await p.goto("http://localhost:4496/",{timeout:120000,waitUntil:"domcontentloaded"}); await p.getByTestId("frontier-point").first().waitFor(); return p; }
const shot=(p,n,o={})=>p.screenshot({path:`/tmp/w1shots/${n}.png`,...o});
{ const p=await page(1440,900,"light");
  await shot(p,"a-main-1440");
  const f=p.getByLabel("Training tokens").first(); await f.fill("1e9"); await f.press("Enter"); await p.waitForTimeout(600);
  await shot(p,"a-tokens-1440");
  await p.getByRole("button",{name:"Quality",exact:true}).click(); await p.waitForTimeout(1500); await shot(p,"a-quality-1440");
  await p.getByRole("button",{name:"Quality",exact:true}).click();
  await p.getByTestId("undo").click();
  await p.getByTestId("notation").fill("(m2 f)x3"); await p.getByTestId("notation").press("Enter"); await p.waitForTimeout(800); await shot(p,"a-edited-1440");
  await p.getByTestId("undo").click();
  await p.locator("button,label",{hasText:/^table$/}).first().click(); await p.waitForTimeout(800); await shot(p,"a-table-1440");
  await p.locator("button,label",{hasText:/^parallel$/}).first().click(); await p.waitForTimeout(800); await shot(p,"a-parallel-1440");
  await p.locator("button,label",{hasText:/^plot$/}).first().click();
  await p.locator('[data-id="qwen3-0.6b@predicted"]').hover({force:true}); await p.waitForTimeout(300); await shot(p,"a-ring-1440");
  console.log(await p.locator('[data-id="qwen3-0.6b@predicted"]').getAttribute("aria-label"));
}
{ const p=await page(390,844,"dark"); await p.locator("button,label",{hasText:/^table$/}).first().click(); await p.waitForTimeout(800); await shot(p,"a-table-390",{fullPage:true}); }
{ const p=await page(1024,768,"dark"); await p.locator("button,label",{hasText:/^parallel$/}).first().click(); await p.waitForTimeout(800); await shot(p,"a-parallel-1024");
  await p.getByRole("button",{name:"Quality",exact:true}).click(); await p.waitForTimeout(1500); await shot(p,"a-quality-1024"); }
console.log(errs); await b.close();
