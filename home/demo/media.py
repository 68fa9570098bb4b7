"""Pictures and documents of the demo content, found again by their titles."""

from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile

from home.demo.content.files import PAPERS, PICTURES
from home.demo.drawings import DRAWINGS
from home.demo.outcomes import Loading, Outcome
from home.demo.papers import word_document
from zaedno.core.models import CustomDocument, CustomImage


def find_picture(name: str) -> CustomImage:
    """The image of this name; the oldest, should editors have uploaded one of the same title."""
    return CustomImage.objects.filter(title=PICTURES[name].title).earliest("pk")


def find_document(name: str) -> CustomDocument:
    """The document of this name."""
    return CustomDocument.objects.filter(title=PAPERS[name].title).earliest("pk")


def load_picture(name: str, loading: Loading) -> Outcome:
    """Draw a picture where it is missing."""
    picture = PICTURES[name]
    if CustomImage.objects.filter(title=picture.title).exists():
        return Outcome.UNCHANGED
    file = ImageFile(BytesIO(DRAWINGS[name]()), name=f"{name}.png")
    CustomImage.objects.create(**picture._asdict(), file=file, uploaded_by_user=loading.author)
    return Outcome.CREATED


def load_document(name: str, loading: Loading) -> Outcome:
    """Write a document where it is missing."""
    paper = PAPERS[name]
    if CustomDocument.objects.filter(title=paper.title).exists():
        return Outcome.UNCHANGED
    file = ContentFile(word_document(paper), name=name)
    document = CustomDocument.objects.create(
        title=paper.title, file=file, uploaded_by_user=loading.author, language="bg"
    )
    # The form of the CMS does the same: readers are told the size, browsers ask by the hash.
    document.get_file_size()
    document.get_file_hash()
    return Outcome.CREATED
